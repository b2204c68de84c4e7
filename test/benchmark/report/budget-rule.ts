import type { RowName } from './bench-row';

/** A condition for a row. */
export interface Budget {
  /** The limited value: the ratio, the subject itself, or its difference from the baseline. */
  readonly of: 'ratio' | 'subject' | 'difference';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A budget for the rows with this suite, metric and, if given, case. */
export interface BudgetRule extends Budget, Pick<RowName, 'suite' | 'metric'> {
  readonly case?: string;
}
