import type { BenchRow, RowName } from './report/bench-row';
import type { Budget, BudgetRule } from './report/budget-rule';
import { UNWATCHED } from './suites/unwatched';
import { legacyBudgets } from './suites/legacy/legacy-budgets';

/** Against hand-written workflows in a worker of the same kind as Octavo's. */
const unwatchedCases = [
  ['sequence', 'ten remote actions', 0.95],
  ['sequence', 'ten local actions', 0.85],
  ['pure', 'ten pure tasks', 0.85],
  ['parallel', '100 children', 0.95],
] as const;

function unwatchedBudget([suite, name, atLeast]: (typeof unwatchedCases)[number]): BudgetRule {
  return { suite, case: `${name}${UNWATCHED}`, metric: 'throughput', of: 'ratio', atLeast };
}

/** Every budget of Octavo, in one place. The command fails if one is missed. The first budget that matches a row applies. */
export const budgets: readonly BudgetRule[] = [
  { suite: 'sequence', case: 'ten remote actions', metric: 'throughput', of: 'ratio', atLeast: 0.95 },
  { suite: 'sequence', case: 'ten remote actions', metric: 'events', of: 'difference', atLeast: 0, atMost: 0 },
  { suite: 'sequence', case: 'ten local actions', metric: 'throughput', of: 'ratio', atLeast: 0.85 },
  { suite: 'pure', case: 'ten pure tasks', metric: 'throughput', of: 'ratio', atLeast: 0.9 },
  { suite: 'parallel', case: '100 children', metric: 'throughput', of: 'ratio', atLeast: 0.95 },
  ...unwatchedCases.map(unwatchedBudget),
  { suite: 'expressions', case: 'condition', metric: 'throughput', of: 'subject', atLeast: 1_000_000 },
  { suite: 'planner', case: '10,000 tasks', metric: 'latency', of: 'subject', atMost: 1_000 },
  { suite: 'memory', case: 'idle cached run', metric: 'memory', of: 'subject', atMost: 400 },
  { suite: 'startup', case: 'octavo run, installed', metric: 'latency', of: 'ratio', atMost: 1.6 },
  { suite: 'startup', case: 'octavo run, checkout', metric: 'latency', of: 'ratio', atMost: 2.5 },
  { suite: 'startup', case: 'configuration loaded', metric: 'latency', of: 'subject', atMost: 50 },
  { suite: 'startup', case: 'worker with OctavoPlugin', metric: 'latency', of: 'difference', atMost: 100 },
  { suite: 'startup', case: 'worker with OctavoPlugin', metric: 'memory', of: 'difference', atMost: 10_240 },
  { suite: 'startup', case: "a team's workflow beside OctavoPlugin", metric: 'throughput', of: 'ratio', atLeast: 0.98 },
  {
    ...{ suite: 'startup', case: "a team's workflow beside OctavoPlugin", metric: 'events' },
    ...{ of: 'difference', atLeast: 0, atMost: 0 },
  },
  ...legacyBudgets,
];

/** The budget of a row, if it has one. */
export function budgetOf(row: RowName): Budget | undefined {
  return budgets.find(
    ({ suite, case: name = row.case, metric }) => suite === row.suite && name === row.case && metric === row.metric,
  );
}

/** Whether `row` meets `budget`. */
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
