import type { BenchRow, RowName } from './report/bench-row';

/** What a row has to satisfy. */
export interface Budget extends RowName {
  /** What is bounded: the ratio, the subject itself, or how far it is above the baseline. */
  readonly of: 'ratio' | 'subject' | 'difference';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Every budget of Octavo, in one place. Missing one makes the command fail. */
export const budgets: readonly Budget[] = [
  { suite: 'sequence', case: 'ten remote actions', metric: 'throughput', of: 'ratio', atLeast: 0.95 },
  { suite: 'sequence', case: 'ten remote actions', metric: 'events', of: 'difference', atLeast: 1, atMost: 1 },
  { suite: 'sequence', case: 'ten local actions', metric: 'throughput', of: 'ratio', atLeast: 0.85 },
  { suite: 'pure', case: 'ten pure tasks', metric: 'throughput', of: 'ratio', atLeast: 0.9 },
  { suite: 'parallel', case: '100 children', metric: 'throughput', of: 'ratio', atLeast: 0.95 },
  { suite: 'expressions', case: 'condition', metric: 'throughput', of: 'subject', atLeast: 1_000_000 },
  { suite: 'planner', case: '10,000 tasks', metric: 'latency', of: 'subject', atMost: 1_000 },
  { suite: 'legacy', case: 'basic: ten in a row', metric: 'throughput', of: 'ratio', atLeast: 2.5 },
  { suite: 'legacy', case: 'basic: ten in a row', metric: 'events', of: 'ratio', atMost: 0.5 },
  { suite: 'legacy', case: 'parallel: 100 children', metric: 'throughput', of: 'ratio', atLeast: 3 },
  { suite: 'legacy', case: 'parallel: 100 children', metric: 'events', of: 'ratio', atMost: 0.5 },
  { suite: 'legacy', case: 'collection: 100 items', metric: 'throughput', of: 'ratio', atLeast: 3 },
  { suite: 'legacy', case: 'collection: 100 items', metric: 'events', of: 'ratio', atMost: 0.5 },
  { suite: 'legacy', case: 'mixed: an order', metric: 'throughput', of: 'ratio', atLeast: 0.95 },
  { suite: 'memory', case: 'idle cached run', metric: 'memory', of: 'subject', atMost: 400 },
];

/** The budget of a row, where it has one. */
export function budgetOf(row: RowName): Budget | undefined {
  return budgets.find(
    ({ suite, case: name, metric }) => suite === row.suite && name === row.case && metric === row.metric,
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
  if (atLeast === atMost) return `${of} = ${atLeast}`;
  return atLeast === undefined ? `${of} ≤ ${atMost}` : `${of} ≥ ${atLeast}`;
}
