import type { Meter } from './meter';
import type { Value } from './value';
import type { Variables } from './variables';

/** One run of one expression: what it sees, what its macros have bound (by slot), and what it has used. */
export class Evaluation {
  readonly variables: Variables;
  readonly meter: Meter;
  readonly locals: Value[] = [];

  constructor(variables: Variables, meter: Meter) {
    this.variables = variables;
    this.meter = meter;
  }
}

/** A compiled part of an expression. */
export type Evaluate = (evaluation: Evaluation) => Value;
