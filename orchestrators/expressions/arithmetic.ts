import { addExactly, divideExactly, isExactNumber, isWholeNumber, multiplyExactly } from '../model/json';
import { durationMsOf, epochMsOf } from './equality';
import { fail } from './expression-error';
import type { Meter } from './evaluation';
import { keepInRange } from './time';
import { Duration, isList, Timestamp, typeName, type Value } from './value';

/** Computes with two values; fails if the operation does not exist for their types. */
export type Operation = (left: Value, right: Value, meter: Meter) => Value;

/** The arithmetic operators. Numbers are JSON numbers: `7 / 2` is 3.5. */
export const arithmetic: Readonly<Record<'+' | '-' | '*' | '/' | '%', Operation>> = {
  '+': (left, right, meter) =>
    typeof left === 'number' && typeof right === 'number'
      ? checkResult(addExactly(left, right))
      : add(left, right, meter),
  '-': (left, right) =>
    typeof left === 'number' && typeof right === 'number'
      ? checkResult(addExactly(left, -right))
      : subtract(left, right),
  '*': (left, right) =>
    typeof left === 'number' && typeof right === 'number'
      ? checkResult(multiplyExactly(left, right))
      : failOperation('*', left, right),
  '/': (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? divide(left, right) : failOperation('/', left, right),
  '%': (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? remainder(left, right) : failOperation('%', left, right),
};

/** Returns a number that the language allows, never -0; fails for any other. */
export function checkNumber(value: number): number {
  return checkResult(isExactNumber(value) ? value : undefined);
}

function checkResult(value: number | undefined): number {
  return value === undefined ? fail('the result is not finite, or a whole number beyond 2^53') : value + 0;
}

/** Returns a time in the years 0001 to 9999; fails for any other. */
export function makeTimestamp(epochMs: number): Timestamp {
  return new Timestamp(keepInRange(epochMs + 0) ?? fail('the time is outside the years 0001 to 9999'));
}

/** The maximum duration of CEL: ten thousand years. */
const MAX_DURATION_MS = 315_576_000_000_000;

/** Returns a duration of at most ten thousand years, positive or negative; fails for any other. */
export function makeDuration(durationMs: number): Duration {
  if (Math.abs(durationMs) > MAX_DURATION_MS) return fail('the duration is longer than 10,000 years');
  return new Duration(durationMs + 0);
}

function divide(left: number, right: number): number {
  return right === 0 ? fail('division by zero') : checkResult(divideExactly(left, right));
}

function remainder(left: number, right: number): number {
  if (right === 0) return fail('division by zero');
  if (!isWholeNumber(left) || !isWholeNumber(right)) return fail('"%" wants whole numbers: use int(…)');
  return checkNumber(left % right);
}

function add(left: Value, right: Value, meter: Meter): Value {
  if (right instanceof Duration) return shift(left, right, 1) ?? failOperation('+', left, right);
  if (left instanceof Duration) return shift(right, left, 1) ?? failOperation('+', left, right);
  if (isList(left) && isList(right)) return concatLists(left, right, meter);
  const texts = [textOf(left), textOf(right)] as const;
  if (texts[0] === undefined || texts[1] === undefined) return failOperation('+', left, right);
  meter.chargeText(texts[0].length + texts[1].length);
  return texts[0] + texts[1];
}

function subtract(left: Value, right: Value): Value {
  if (right instanceof Duration) {
    return shift(left, right, -1) ?? failOperation('-', left, right);
  }
  const isTime = left instanceof Timestamp || right instanceof Timestamp;
  const from = epochMsOf(right);
  const until = epochMsOf(left);
  if (isTime && from !== undefined && until !== undefined) return makeDuration(until - from);
  return failOperation('-', left, right);
}

function shift(value: Value, by: Duration, sign: 1 | -1): Value | undefined {
  if (value instanceof Duration) return makeDuration(value.durationMs + sign * by.durationMs);
  const epochMs = epochMsOf(value);
  if (epochMs !== undefined) return makeTimestamp(epochMs + sign * by.durationMs);
  const durationMs = durationMsOf(value);
  return durationMs === undefined ? undefined : makeDuration(durationMs + sign * by.durationMs);
}

function concatLists(left: readonly Value[], right: readonly Value[], meter: Meter): Value {
  meter.chargeItems(left.length + right.length);
  return [...left, ...right];
}

function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Timestamp ? value.toText() : undefined;
}

function failOperation(operator: string, left: Value, right: Value): never {
  const advice = adviseOn(operator, left, right);
  return fail(`there is no ${typeName(left)} ${operator} ${typeName(right)}${advice}`);
}

function adviseOn(operator: string, left: Value, right: Value): string {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
    return ': use string(…) to join as text';
  if (operator === '-' && typeof left === 'string' && typeof right === 'string') return ': use timestamp(…)';
  return typeof left === 'string' || typeof right === 'string' ? ': use double(…) or int(…) to read a number' : '';
}
