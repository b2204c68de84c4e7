import {
  CompositePayloadConverter,
  JsonPayloadConverter,
  type Payload,
  type PayloadConverter,
  type PayloadConverterWithEncoding,
  UndefinedPayloadConverter,
} from '@temporalio/common';
import { decode } from '@temporalio/common/lib/encoding';

/** Replaces a value that cannot be read. */
export interface UnreadableValue {
  /** The encoding of its payload; empty if it names none. */
  readonly unreadable: string;
}

const plainJson = new JsonPayloadConverter();

/** Protobuf messages that other SDKs encode as JSON. */
const protobufJson: PayloadConverterWithEncoding = {
  encodingType: 'json/protobuf',
  toPayload: () => undefined,
  fromPayload: (payload) => plainJson.fromPayload(payload),
};

const json = new CompositePayloadConverter(new UndefinedPayloadConverter(), plainJson, protobufJson);

/**
 * Reads any payload; a value that is not JSON becomes an `UnreadableValue`. The SDK's converter throws for such values. In
 * workflow code that fails the workflow task, which Temporal retries for ever, and any sender of a signal, or an activity
 * in another language, could cause it.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => json.toPayload(value),
  fromPayload: (payload) => {
    try {
      return json.fromPayload(payload);
    } catch {
      return unreadable(payload) as never;
    }
  },
};

// Compared by identity: a value that was read may have the same fields.
const unreadables = new WeakSet<object>();

/** True for a value that could not be read. */
export function isUnreadable(value: unknown): value is UnreadableValue {
  return typeof value === 'object' && value !== null && unreadables.has(value);
}

function unreadable({ metadata }: Payload): UnreadableValue {
  const encoding = metadata?.['encoding'];
  const value = { unreadable: encoding === undefined ? '' : decode(encoding) };
  unreadables.add(value);
  return value;
}
