import { budgetOf, isKept } from '../budgets';
import { type BenchRow, isCounted } from './bench-row';

/** The verdict on a row; `none` without a budget, `unjudged` if a quick run cannot decide. */
export type Verdict = 'kept' | 'missed' | 'unjudged' | 'none';

export interface Judging {
  /** One short round: only counts are compared with their budgets. */
  readonly isQuick: boolean;
}

export function judge(row: BenchRow, { isQuick }: Judging): Verdict {
  const budget = budgetOf(row);
  if (budget === undefined) return 'none';
  if (isQuick && !isCounted(row.metric)) return 'unjudged';
  return isKept(row, budget) ? 'kept' : 'missed';
}
