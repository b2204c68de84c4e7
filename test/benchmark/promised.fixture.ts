import { budgetOf, describeBudget } from './budgets';
import type { Metric } from './report/bench-row';

/** What is promised for a row, in words; undefined: nothing. */
export function promised(suite: string, name: string, metric: Metric): string | undefined {
  const budget = budgetOf({ suite, case: name, metric });
  return budget && describeBudget(budget);
}
