import { parseNumber } from '../../model/exact-number';
import { checkNumber, makeDuration, makeTimestamp } from '../arithmetic';
import { epochMsOf } from '../equality';
import { fail } from '../expression-error';
import type { Meter } from '../meter';
import { toText } from '../text';
import { parseSignedDurationMs } from '../time';
import { Duration, Timestamp, typeName, type Value } from '../value';
import { type FunctionTable, unary, variadic } from './function-spec';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** CEL's conversions, and `now` and `type`. */
export const conversionFunctions: FunctionTable = {
  string: unary('string(x)', (value, meter) => toText(value, meter)),
  int: unary('int(x)', toInt),
  uint: unary('uint(x)', (value) => checkUnsigned(toInt(value))),
  double: unary('double(x)', toDouble),
  bool: unary('bool(x)', toBool),
  dyn: unary('dyn(x)', (value) => value),
  type: unary('type(x)', typeOf),
  timestamp: unary('timestamp(text or seconds)', toTimestamp),
  duration: unary('duration(text)', toDuration),
  now: variadic('now', [0, 0], (_, meter) => readNow(meter)),
};

/** The workflow's time. */
export function readNow(meter: Meter): Timestamp {
  return toTimestamp(meter.now());
}

/** The type of a value by CEL's name: `int` for whole numbers, `double` for others. */
function typeOf(value: Value): string {
  if (value === null) return 'null_type';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  return typeName(value);
}

function toInt(value: Value): number {
  if (value instanceof Timestamp) return Math.floor(value.epochMs / 1000);
  if (typeof value === 'boolean') return Number(value);
  return checkNumber(Math.trunc(toDouble(value)));
}

function checkUnsigned(value: number): number {
  return value < 0 ? fail('a number of zero or more is wanted') : value;
}

function toDouble(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return fail(`cannot make a number of ${typeName(value)}`);
  if (!NUMBER.test(value)) return fail('the text is not a number');
  return parseNumber(value) ?? fail('the number is not finite, or a whole number beyond 2^53');
}

function toBool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && TRUE.has(value)) return true;
  if (typeof value === 'string' && FALSE.has(value)) return false;
  return fail(`cannot make a boolean of this ${typeName(value)}: "true" or "false" is wanted`);
}

function toTimestamp(value: Value): Timestamp {
  if (typeof value === 'number') return makeTimestamp(Math.trunc(value * 1000));
  const epochMs = epochMsOf(value);
  if (epochMs !== undefined) return new Timestamp(epochMs);
  if (typeof value !== 'string') return fail(`cannot make a timestamp of ${typeName(value)}`);
  return fail('the text is not a timestamp in RFC 3339, such as 2026-01-31T12:00:00Z');
}

function toDuration(value: Value): Duration {
  if (value instanceof Duration) return value;
  if (typeof value !== 'string')
    return fail(`cannot make a duration of ${typeName(value)}: text such as "5m" is wanted`);
  const durationMs = parseSignedDurationMs(value);
  return durationMs === undefined
    ? fail('the text is not a duration, such as 500ms, 1h30m, 7d or PT5M')
    : makeDuration(durationMs);
}
