import { fail } from '../expression-error';
import type { Meter } from '../evaluation';
import { isList, isMap, Timestamp, typeName, type Value, type ValueList, type ValueMap } from '../value';
import { isWholeNumber, MAX_WHOLE } from '../../model/json';

/** The documentation of a function, macro or operator; docs/functions.md is generated from it. */
export interface FunctionDoc {
  /** Its signature, also for messages: `round(x, digits?)`. */
  readonly signature: string;
  /** What it returns, in sentences. */
  readonly meaning: string;
  /** Example expressions; the page shows the value of each, or why it fails. */
  readonly examples: readonly [string, ...string[]];
}

/** A function of the language, called as `f(x, …)` or `x.f(…)`. It charges its work beyond the call itself. */
export interface FunctionSpec extends FunctionDoc {
  readonly minArguments: number;
  readonly maxArguments: number;
  apply(args: readonly Value[], meter: Meter): Value;
}

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

/** A function of one argument. */
export function unary(doc: FunctionDoc, apply: (value: Value, meter: Meter) => Value): FunctionSpec {
  return { ...doc, minArguments: 1, maxArguments: 1, apply: (args, meter) => apply(argumentAt(args, 0), meter) };
}

/** A function of two arguments. */
export function binary(doc: FunctionDoc, apply: (left: Value, right: Value, meter: Meter) => Value): FunctionSpec {
  return {
    ...doc,
    minArguments: 2,
    maxArguments: 2,
    apply: (args, meter) => apply(argumentAt(args, 0), argumentAt(args, 1), meter),
  };
}

/** A function with a fixed number of arguments. */
export function variadic(
  doc: FunctionDoc,
  [minArguments, maxArguments]: readonly [number, number],
  apply: (args: readonly Value[], meter: Meter) => Value,
): FunctionSpec {
  return { ...doc, minArguments, maxArguments, apply };
}

/** An argument; the number of arguments was checked against the signature. */
export function argumentAt(args: readonly Value[], index: number): Value {
  return args[index] ?? null;
}

/** The text of an argument; a time is its text. */
export function wantText(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  return value instanceof Timestamp ? value.toText() : failWanted('text', value);
}

/** The text of an argument whose whole length is read, and charged. */
export function chargedText(value: Value, meter: Meter): string {
  const text = wantText(value);
  meter.chargeText(text.length);
  return text;
}

export function wantNumber(value: Value | undefined): number {
  return typeof value === 'number' ? value : failWanted('a number', value);
}

/** A whole number within bounds. */
export function wantWhole(value: Value | undefined, least = -MAX_WHOLE, most = MAX_WHOLE): number {
  const number = wantNumber(value);
  if (!isWholeNumber(number)) return fail('a whole number is wanted: use int(…)');
  if (number < least || number > most) return fail(`a whole number from ${least} to ${most} is wanted`);
  return number;
}

export function wantList(value: Value | undefined): ValueList {
  return isList(value) ? value : failWanted('a list', value);
}

export function wantMap(value: Value | undefined): ValueMap {
  return isMap(value) ? value : failWanted('a map', value);
}

/** Refuses `__proto__`, the one key that a plain object cannot have as data. */
export function checkKey(key: string): string {
  return key === '__proto__' ? fail('"__proto__" cannot be the key of a map') : key;
}

function failWanted(wanted: string, value: Value | undefined): never {
  return fail(`${wanted} is wanted, not ${value === undefined ? 'nothing' : typeName(value)}`);
}
