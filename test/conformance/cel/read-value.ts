import type { Value } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import { type Any, anyUnpack, DurationSchema, TimestampSchema, timestampDate } from '@bufbuild/protobuf/wkt';
import { createRegistry, isMessage } from '@bufbuild/protobuf';
import type { Json } from '@octavo/orchestrators';

/** A value of CEL that JSON does not have: bytes, messages, NaN, whole numbers beyond 2^53, maps by other keys than text. */
export class NotJson extends Error {}

/** A value of CEL as an expression of ours gives it: types by their names, times and durations as text. */
export function readValue({ kind }: Value): Json {
  switch (kind.case) {
    case 'nullValue':
      return null;
    case 'boolValue':
    case 'stringValue':
    case 'typeValue':
      return kind.value;
    case 'doubleValue':
      return Number.isFinite(kind.value) ? kind.value : refuse();
    case 'int64Value':
    case 'uint64Value':
      return Number.isSafeInteger(Number(kind.value)) ? Number(kind.value) : refuse();
    case 'listValue':
      return kind.value.values.map(readValue);
    case 'mapValue':
      return Object.fromEntries(kind.value.entries.map(({ key, value }) => [readKey(key), readEntry(value)]));
    case 'objectValue':
      return readMessage(kind.value);
    default:
      return refuse();
  }
}

function readKey(key: Value | undefined): string {
  return key?.kind.case === 'stringValue' ? key.kind.value : refuse();
}

function readEntry(value: Value | undefined): Json {
  return value === undefined ? refuse() : readValue(value);
}

const registry = createRegistry(TimestampSchema, DurationSchema);

function readMessage(packed: Any): string {
  const message = anyUnpack(packed, registry);
  if (isMessage(message, TimestampSchema)) return timestampDate(message).toISOString().replace('.000Z', 'Z');
  if (isMessage(message, DurationSchema)) return `${Number(message.seconds) + message.nanos / 1e9}s`;
  return refuse();
}

function refuse(): never {
  throw new NotJson();
}
