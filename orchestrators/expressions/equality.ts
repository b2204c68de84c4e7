import { fail } from './expression-error';
import type { Meter, StepCounter } from './evaluation';
import { parseSignedDurationMs, parseTimestampMs } from './time';
import {
  Duration,
  isList,
  isMap,
  Optional,
  Timestamp,
  typeName,
  type Value,
  type ValueList,
  type ValueMap,
} from './value';

/** The maximum depth for comparing, measuring and writing values. */
export const MAX_VALUE_DEPTH = 500;

/**
 * Whether two values are equal. Values of different types are not equal, except that a time equals the text of the same
 * instant, and a duration the text of the same length. Costs a step for each pair.
 */
export function areEqual(left: Value, right: Value, meter: StepCounter, depth = 0): boolean {
  meter.charge(1);
  if (typeof left === 'string' && typeof right === 'string') return areTextsEqual(left, right, meter);
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left !== 'object' && typeof right !== 'object') return false;
  if (depth > MAX_VALUE_DEPTH) return fail(`values nested deeper than ${MAX_VALUE_DEPTH} are not compared`);
  if (isList(left)) return isList(right) && areListsEqual(left, right, meter, depth + 1);
  if (isMap(left)) return isMap(right) && areMapsEqual(left, right, meter, depth + 1);
  return areSpecialsEqual(left, right, meter, depth);
}

/** Orders two texts by code points, as CEL does; negative, zero or positive. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rankOf(left.charCodeAt(at)) - rankOf(right.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Orders code units by the code points that they belong to: surrogates come last. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function areTextsEqual(left: string, right: string, meter: StepCounter): boolean {
  if (left.length !== right.length) return false;
  meter.chargeText(left.length);
  return left === right;
}

function areListsEqual(left: ValueList, right: ValueList, meter: StepCounter, depth: number): boolean {
  if (left.length !== right.length) return false;
  return left.every((item, index) => areEqual(item, right[index] ?? null, meter, depth));
}

function areMapsEqual(left: ValueMap, right: ValueMap, meter: StepCounter, depth: number): boolean {
  const keys = Object.keys(left);
  meter.charge(keys.length);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && areEqual(left[key] ?? null, right[key] ?? null, meter, depth),
  );
}

function areSpecialsEqual(left: Value, right: Value, meter: StepCounter, depth: number): boolean {
  if (left instanceof Timestamp || right instanceof Timestamp) return sameNumber(epochMsOf(left), epochMsOf(right));
  if (left instanceof Duration || right instanceof Duration) return sameNumber(durationMsOf(left), durationMsOf(right));
  if (!(left instanceof Optional) || !(right instanceof Optional)) return false;
  if (left.value === undefined || right.value === undefined) return left.value === right.value;
  return areEqual(left.value, right.value, meter, depth + 1);
}

function sameNumber(left: number | undefined, right: number | undefined): boolean {
  return left !== undefined && left === right;
}

/** The instant of a timestamp, or of its text. */
export function epochMsOf(value: Value): number | undefined {
  if (value instanceof Timestamp) return value.epochMs;
  return typeof value === 'string' ? parseTimestampMs(value) : undefined;
}

/** The length of a duration, or of its text. */
export function durationMsOf(value: Value): number | undefined {
  if (value instanceof Duration) return value.durationMs;
  return typeof value === 'string' ? parseSignedDurationMs(value) : undefined;
}

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
