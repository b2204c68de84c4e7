import type { BenchRow, Metric, RowName } from './report/bench-row';
import { legacyCases } from './suites/legacy/legacy-cases';
import { stores } from './world/store-kind';

/** What a row has to satisfy. */
export interface Budget {
  /** What is bounded: the ratio, the subject itself, or how far it is above the baseline. */
  readonly of: 'ratio' | 'subject' | 'difference';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A budget of the rows with this suite, metric and, where it is given, case. */
interface BudgetRule extends Budget, Pick<RowName, 'suite' | 'metric'> {
  readonly case?: string;
}

// Against the old engine: what holds for every case, after what holds for some.
const SLOWEST = 0.95;
const lowerIsBetter: readonly Metric[] = [
  ...(['latency', 'cpu', 'totalCpu', 'bytes', 'activities', 'roundTrips', 'commands', 'memory', 'heap'] as const),
];

const legacyBudgets: readonly BudgetRule[] = [
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
  ...lowerIsBetter.map((metric): BudgetRule => ({ suite: 'legacy', metric, of: 'ratio', atMost: 1 / SLOWEST })),
  { suite: 'legacy', metric: 'growth', of: 'subject', atMost: 4 },
];

/** Every budget of Octavo, in one place. Missing one makes the command fail. Of several for a row, the first holds. */
const budgets: readonly BudgetRule[] = [
  { suite: 'sequence', case: 'ten remote actions', metric: 'throughput', of: 'ratio', atLeast: 0.95 },
  { suite: 'sequence', case: 'ten remote actions', metric: 'events', of: 'difference', atLeast: 1, atMost: 1 },
  { suite: 'sequence', case: 'ten local actions', metric: 'throughput', of: 'ratio', atLeast: 0.85 },
  { suite: 'pure', case: 'ten pure tasks', metric: 'throughput', of: 'ratio', atLeast: 0.9 },
  { suite: 'parallel', case: '100 children', metric: 'throughput', of: 'ratio', atLeast: 0.95 },
  { suite: 'expressions', case: 'condition', metric: 'throughput', of: 'subject', atLeast: 1_000_000 },
  { suite: 'planner', case: '10,000 tasks', metric: 'latency', of: 'subject', atMost: 1_000 },
  { suite: 'memory', case: 'idle cached run', metric: 'memory', of: 'subject', atMost: 400 },
  ...legacyBudgets,
];

/** The budget of a row, where it has one. */
export function budgetOf(row: RowName): Budget | undefined {
  return budgets.find(
    ({ suite, case: name = row.case, metric }) => suite === row.suite && name === row.case && metric === row.metric,
  );
}

/** Whether `row` keeps `budget`. */
export function isKept(
  row: BenchRow,
  { of, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Budget,
): boolean {
  const value = of === 'difference' ? row.subject - row.baseline : row[of];
  return value >= atLeast && value <= atMost;
}

/** `ratio ≥ 0.95` */
export function describeBudget({ of, atLeast, atMost }: Budget): string {
  const number = (value: number | undefined): string =>
    (value ?? 0).toLocaleString('en-US', { maximumFractionDigits: 2 });
  if (atLeast === atMost) return `${of} = ${number(atLeast)}`;
  return atLeast === undefined ? `${of} ≤ ${number(atMost)}` : `${of} ≥ ${number(atLeast)}`;
}
