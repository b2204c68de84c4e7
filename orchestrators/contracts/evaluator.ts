import type { Json } from '../model/json';
import type { BooleanField, NumberField } from '../model/plan';
import type { DeferredText } from './action-runner';
import type { Scope } from './scope';

/** Evaluates the fields of tasks. Every method throws `TaskFailure` EXPRESSION_FAILED or EXPRESSION_BUDGET_EXCEEDED. */
export interface Evaluator {
  /** Evaluates a value with `${ }` anywhere in it. */
  value(template: Json, scope: Scope): Json;
  /** No truthiness: anything but a boolean fails. */
  condition(field: BooleanField, scope: Scope): boolean;
  durationMs(field: string, scope: Scope): number;
  number(field: NumberField, scope: Scope, bounds: Bounds): number;
  wholeNumber(field: NumberField, scope: Scope, bounds: Bounds): number;
  text(field: string, scope: Scope): string;
  /** Evaluates `value`, but leaves texts that mention `secrets` for the place that has the secrets. */
  withSecretsDeferred(template: Json, scope: Scope): DeferredValue;
}

/** The bounds of a number, inclusive. */
export interface Bounds {
  readonly least: number;
  /** Default: none. */
  readonly most?: number;
}

export interface DeferredValue {
  readonly value: Json;
  readonly deferred: readonly DeferredText[];
}
