import type { Meter } from '../meter';
import type { Value } from '../value';

/** A function of the language, called as `f(x, …)` or `x.f(…)`. It charges what it does beyond the call itself. */
export interface FunctionSpec {
  /** How it is called, for messages and documentation: `round(x, digits?)`. */
  readonly signature: string;
  readonly minArguments: number;
  readonly maxArguments: number;
  apply(args: readonly Value[], meter: Meter): Value;
}

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

/** A function of one argument. */
export function unary(signature: string, apply: (value: Value, meter: Meter) => Value): FunctionSpec {
  return { signature, minArguments: 1, maxArguments: 1, apply: (args, meter) => apply(argumentAt(args, 0), meter) };
}

/** A function of two arguments. */
export function binary(signature: string, apply: (left: Value, right: Value, meter: Meter) => Value): FunctionSpec {
  return {
    signature,
    minArguments: 2,
    maxArguments: 2,
    apply: (args, meter) => apply(argumentAt(args, 0), argumentAt(args, 1), meter),
  };
}

/** A function of so many arguments. */
export function variadic(
  signature: string,
  [minArguments, maxArguments]: readonly [number, number],
  apply: (args: readonly Value[], meter: Meter) => Value,
): FunctionSpec {
  return { signature, minArguments, maxArguments, apply };
}

/** An argument; there are as many as the function says it takes. */
export function argumentAt(args: readonly Value[], index: number): Value {
  return args[index] ?? null;
}
