import { compareTexts, durationMsOf, epochMsOf } from './equality';
import { fail } from './expression-error';
import type { Meter } from './meter';
import { Duration, Timestamp, typeName, type Value } from './value';

/**
 * Orders two values of one type: numbers, texts (by code points), booleans (false first), times, durations. A time or
 * duration is also ordered against its text. Anything else fails. Gives a negative number, zero or a positive one.
 */
export function compareValues(left: Value, right: Value, meter: Meter): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareLongTexts(left, right, meter);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  return compareTimes(left, right) ?? failComparison(left, right);
}

function compareLongTexts(left: string, right: string, meter: Meter): number {
  meter.chargeText(Math.min(left.length, right.length));
  return compareTexts(left, right);
}

function compareTimes(left: Value, right: Value): number | undefined {
  const isTime = left instanceof Timestamp || right instanceof Timestamp;
  const isDuration = left instanceof Duration || right instanceof Duration;
  if (!isTime && !isDuration) return undefined;
  const read = isTime ? epochMsOf : durationMsOf;
  const [first, second] = [read(left), read(right)];
  return first === undefined || second === undefined ? undefined : first - second;
}

function failComparison(left: Value, right: Value): never {
  return fail(`cannot order ${typeName(left)} and ${typeName(right)}: both must be of one type`);
}
