import { parseNumber } from '../../model/json';
import { checkNumber, makeDuration, makeTimestamp } from '../arithmetic';
import { epochMsOf } from '../equality';
import { fail } from '../expression-error';
import type { Meter } from '../evaluation';
import { toText } from '../text';
import { parseSignedDurationMs } from '../time';
import { Duration, Timestamp, typeName, type Value } from '../value';
import { type FunctionTable, unary, variadic } from './function-spec';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** CEL's conversions, and `now` and `type`. */
export const conversionFunctions: FunctionTable = {
  string: unary(
    {
      signature: 'string(x)',
      meaning: 'The text of a value as templates write it: text as it is, lists and maps as JSON.',
      examples: ['string(1.5)', 'string([1, {"a": "b"}])', 'string(duration("90m"))'],
    },
    (value, meter) => toText(value, meter),
  ),
  int: unary(
    {
      signature: 'int(x)',
      meaning:
        'A whole number of a number (cut off at the point), of a text, of a boolean (1 or 0), or of a time (seconds since 1970).',
      examples: ['int("42")', 'int(-3.9)', 'int(true)', 'int(timestamp("1970-01-01T00:00:10Z"))', 'int("4 apples")'],
    },
    toInt,
  ),
  uint: unary(
    { signature: 'uint(x)', meaning: 'As `int`, for zero and more.', examples: ['uint(3.2)', 'uint(-1)'] },
    (value) => checkUnsigned(toInt(value)),
  ),
  double: unary(
    {
      signature: 'double(x)',
      meaning: 'A number of a text.',
      examples: ['double("1.5")', 'double("1e3")', 'double("")'],
    },
    toDouble,
  ),
  bool: unary(
    {
      signature: 'bool(x)',
      meaning:
        'A boolean of `"true"` or `"false"`; also of `"True"`, `"TRUE"`, `"t"`, `"T"`, `"1"` and their opposites.',
      examples: ['bool("true")', 'bool("0")', 'bool("yes")'],
    },
    toBool,
  ),
  dyn: unary(
    { signature: 'dyn(x)', meaning: 'The value as it is. CEL has it for its type checker.', examples: ['dyn([1])'] },
    (value) => value,
  ),
  type: unary(
    {
      signature: 'type(x)',
      meaning:
        'The name of the type: `int` for whole numbers, `double` for others, `string`, `bool`, `null_type`, `list`, `map`, `timestamp`, `duration` or `optional`. These names can be written without quotes.',
      examples: ['type(1.5)', 'type(2.0)', 'type("a") == string', 'type({})'],
    },
    typeOf,
  ),
  timestamp: unary(
    {
      signature: 'timestamp(text or seconds)',
      meaning:
        'A time of an RFC 3339 text, or of seconds since 1970, exact to the millisecond; from the year 0001 to 9999.',
      examples: [
        'timestamp("2026-01-31T13:00:00+01:00")',
        'timestamp(1234567890)',
        'timestamp("2026-02-30T00:00:00Z")',
      ],
    },
    toTimestamp,
  ),
  duration: unary(
    {
      signature: 'duration(text)',
      meaning:
        'A length of time of a text such as `1h30m`, `500ms` or `PT5M`, with or without a sign. It leaves the expression in seconds.',
      examples: ['duration("1h30m")', 'duration("-1.5s")', 'duration("soon")'],
    },
    toDuration,
  ),
  now: variadic(
    {
      signature: 'now',
      meaning: 'The time of the workflow, the same in a replay; it is a variable and a function.',
      examples: ['now', 'now() - duration("1d")', '"at " + now'],
    },
    [0, 0],
    (_, meter) => readNow(meter),
  ),
};

/** The workflow's time. */
export function readNow(meter: Meter): Timestamp {
  return toTimestamp(meter.now());
}

/** The type of a value with CEL's name: `int` for whole numbers, `double` for others. */
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
