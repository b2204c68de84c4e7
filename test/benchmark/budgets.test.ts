import { budgetOf } from './budgets';
import { promised } from './promised.fixture';

it.each([
  ['sequence', 'ten remote actions', 'throughput', 'ratio ≥ 0.95'],
  ['sequence', 'ten remote actions', 'events', 'difference = 0'],
  ['sequence', 'ten local actions', 'throughput', 'ratio ≥ 0.85'],
  ['pure', 'ten pure tasks', 'throughput', 'ratio ≥ 0.9'],
  ['parallel', '100 children', 'throughput', 'ratio ≥ 0.95'],
  ['expressions', 'condition', 'throughput', 'subject ≥ 1,000,000'],
  ['planner', '10,000 tasks', 'latency', 'subject ≤ 1,000'],
  ['memory', 'idle cached run', 'memory', 'subject ≤ 400'],
] as const)('%s, %s, %s is promised: %s', (suite, name, metric, budget) => {
  expect(promised(suite, name, metric)).toBe(budget);
});

it('a row of which nothing is promised has no budget', () => {
  expect(budgetOf({ suite: 'sequence', case: 'ten remote actions', metric: 'bytes' })).toBeUndefined();
});
