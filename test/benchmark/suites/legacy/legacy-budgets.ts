import type { Metric } from '../../report/bench-row';
import type { BudgetRule } from '../../report/budget-rule';
import { stores } from '../../world/store-kind';
import { legacyCases } from './legacy-cases';

// Budgets against the old engine: those of single cases before those of all cases.
const SLOWEST = 0.95;
const lowerIsBetter: readonly Metric[] = [
  ...(['latency', 'cpu', 'bytes', 'activities', 'roundTrips', 'commands', 'memory', 'heap'] as const),
];

/** Of the new engine, side by side with the old one. */
export const legacyBudgets: readonly BudgetRule[] = [
  ...legacyCases.flatMap(({ case: name, minSpeedUp }) =>
    minSpeedUp === undefined
      ? []
      : stores.map(
          (store): BudgetRule => ({
            ...{ suite: 'legacy', case: `${name}, ${store}`, metric: 'throughput' },
            ...{ of: 'ratio', atLeast: minSpeedUp },
          }),
        ),
  ),
  { suite: 'legacy', metric: 'throughput', of: 'ratio', atLeast: SLOWEST },
  { suite: 'legacy', metric: 'events', of: 'ratio', atMost: 0.5 },
  // The README promises it.
  { suite: 'legacy', metric: 'totalCpu', of: 'ratio', atMost: 0.5 },
  ...lowerIsBetter.map((metric): BudgetRule => ({ suite: 'legacy', metric, of: 'ratio', atMost: 1 / SLOWEST })),
  { suite: 'legacy', metric: 'growth', of: 'subject', atMost: 4 },
];
