import { arithmetic, checkNumber } from '../arithmetic';
import { compareValues } from '../equality';
import { fail } from '../expression-error';
import type { Meter } from '../evaluation';
import { Duration, isList, type Value } from '../value';
import { argumentAt, type FunctionTable, unary, variadic, wantList, wantNumber, wantWhole } from './function-spec';

const MAX_DIGITS = 15;
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/** Functions on numbers and lists of numbers. Of an empty list `sum` is 0; `avg`, `min`, `max` are null. */
export const numberFunctions: FunctionTable = {
  sum: unary(
    {
      signature: 'sum(list)',
      meaning: 'The sum of numbers or of durations; 0 for an empty list.',
      examples: ['sum([1, 2, 3.5])', '[].sum()', 'sum([duration("1m"), duration("30s")])', 'sum(["1"])'],
    },
    (list, meter) => sum(list, meter),
  ),
  avg: unary(
    {
      signature: 'avg(list)',
      meaning: 'The mean of numbers or of durations; null for an empty list.',
      examples: ['avg([1, 2])', 'avg([])'],
    },
    average,
  ),
  min: variadic(
    {
      signature: 'min(list) or min(a, b, …)',
      meaning: 'The least of numbers, texts, booleans, times or durations, all of one type; null for an empty list.',
      examples: ['min([3, 1, 2])', 'min(3, 1)', 'min([])', 'min([1, "a"])'],
    },
    [1, ANY_NUMBER],
    (args, meter) => findExtreme(args, -1, meter),
  ),
  max: variadic(
    {
      signature: 'max(list) or max(a, b, …)',
      meaning: 'The greatest, as `min` has it.',
      examples: ['max(["a", "c", "b"])', 'max(3, 1)'],
    },
    [1, ANY_NUMBER],
    (args, meter) => findExtreme(args, 1, meter),
  ),
  round: variadic(
    {
      signature: 'round(x, digits?)',
      meaning:
        'The number rounded to so many digits after the point (0; negative ones before it), half away from zero, as people do it in decimal.',
      examples: ['round(2.5)', 'round(-2.5)', 'round(1.005, 2)', 'round(1234, -2)'],
    },
    [1, 2],
    ([value, digits]) => round(wantNumber(value), wantDigits(digits)),
  ),
  floor: unary(
    { signature: 'floor(x)', meaning: 'The greatest whole number that is not above x.', examples: ['floor(-1.5)'] },
    (value) => checkNumber(Math.floor(wantNumber(value))),
  ),
  ceil: unary(
    { signature: 'ceil(x)', meaning: 'The least whole number that is not below x.', examples: ['ceil(1.2)'] },
    (value) => checkNumber(Math.ceil(wantNumber(value))),
  ),
  abs: unary({ signature: 'abs(x)', meaning: 'The number without its sign.', examples: ['abs(-3)'] }, (value) =>
    Math.abs(wantNumber(value)),
  ),
};

function sum(list: Value, meter: Meter): Value {
  const items = wantList(list);
  meter.charge(items.length);
  let total: number | Duration = items[0] instanceof Duration ? new Duration(0) : 0;
  for (const item of items) total = addTo(total, wantSummand(item), meter);
  return total;
}

function addTo(total: number | Duration, item: number | Duration, meter: Meter): number | Duration {
  const next = arithmetic['+'](total, item, meter);
  return next instanceof Duration ? next : wantNumber(next);
}

function wantSummand(value: Value): number | Duration {
  return value instanceof Duration ? value : wantNumber(value);
}

function average(list: Value, meter: Meter): Value {
  const items = wantList(list);
  return items.length === 0 ? null : arithmetic['/'](sum(items, meter), items.length, meter);
}

function findExtreme(args: readonly Value[], sign: 1 | -1, meter: Meter): Value {
  const [first] = args;
  const items = args.length === 1 && isList(first) ? first : args;
  meter.charge(items.length);
  if (items.length === 0) return null;
  let best = checkOrdered(items, meter);
  for (const item of items) if (compareValues(item, best, meter) * sign > 0) best = item;
  return best;
}

/** A single element must have an ordered type too. */
function checkOrdered(items: readonly Value[], meter: Meter): Value {
  const first = argumentAt(items, 0);
  compareValues(first, first, meter);
  return first;
}

function wantDigits(digits: Value | undefined): number {
  return digits === undefined ? 0 : wantWhole(digits, -MAX_DIGITS, MAX_DIGITS);
}

/** Rounds half away from zero, in decimal: 1.005 to two digits is 1.01. */
function round(value: number, digits: number): number {
  const rounded = shiftDecimal(Math.round(shiftDecimal(Math.abs(value), digits)), -digits);
  if (!Number.isFinite(rounded)) return fail('the number is too large to be rounded so');
  return checkNumber(Math.sign(value) * rounded);
}

function shiftDecimal(value: number, digits: number): number {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}
