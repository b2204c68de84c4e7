import type { Meter } from './meter';
import type { Value } from './value';
import type { Variables } from './variables';

/** One evaluation of an expression: its variables, the values of macro variables (by slot), and its meter. */
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
