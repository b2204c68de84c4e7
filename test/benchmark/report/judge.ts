import { budgetOf, isKept } from '../budgets';
import { type BenchRow, isCounted } from './bench-row';

/** What a row is worth; `none` without a budget, `unjudged` where a quick run cannot tell. */
export type Verdict = 'kept' | 'missed' | 'unjudged' | 'none';

export interface Judging {
  /** One short round: only what is counted is held against its budget. */
  readonly isQuick: boolean;
}

export function judge(row: BenchRow, { isQuick }: Judging): Verdict {
  const budget = budgetOf(row);
  if (budget === undefined) return 'none';
  if (isQuick && !isCounted(row.metric)) return 'unjudged';
  return isKept(row, budget) ? 'kept' : 'missed';
}
