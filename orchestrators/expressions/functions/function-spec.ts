import type { Meter } from '../meter';
import type { Value } from '../value';

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
