import { arithmetic, checkNumber } from '../arithmetic';
import { compareValues } from '../comparison';
import { fail } from '../expression-error';
import type { Meter } from '../meter';
import { Duration, isList, type Value } from '../value';
import { wantList, wantNumber, wantWhole } from './arguments';
import { argumentAt, type FunctionTable, unary, variadic } from './function-spec';

const MAX_DIGITS = 15;
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/** Functions over numbers and lists of them. Of an empty list `sum` is 0; `avg`, `min`, `max` are null. */
export const numberFunctions: FunctionTable = {
  sum: unary('sum(list)', (list, meter) => sum(list, meter)),
  avg: unary('avg(list)', average),
  min: variadic('min(list) or min(a, b, …)', [1, ANY_NUMBER], (args, meter) => findExtreme(args, -1, meter)),
  max: variadic('max(list) or max(a, b, …)', [1, ANY_NUMBER], (args, meter) => findExtreme(args, 1, meter)),
  round: variadic('round(x, digits?)', [1, 2], ([value, digits]) => round(wantNumber(value), wantDigits(digits))),
  floor: unary('floor(x)', (value) => checkNumber(Math.floor(wantNumber(value)))),
  ceil: unary('ceil(x)', (value) => checkNumber(Math.ceil(wantNumber(value)))),
  abs: unary('abs(x)', (value) => Math.abs(wantNumber(value))),
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

/** One element alone must be of a type that has an order, too. */
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
