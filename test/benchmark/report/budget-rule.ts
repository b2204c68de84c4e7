import type { RowName } from './bench-row';

/** What a row has to satisfy. */
export interface Budget {
  /** What is bounded: the ratio, the subject itself, or how far it is above the baseline. */
  readonly of: 'ratio' | 'subject' | 'difference';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A budget of the rows with this suite, metric and, where it is given, case. */
export interface BudgetRule extends Budget, Pick<RowName, 'suite' | 'metric'> {
  readonly case?: string;
}
