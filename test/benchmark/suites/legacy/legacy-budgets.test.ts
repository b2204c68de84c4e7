import { budgetOf, describeBudget } from '../../budgets';
import type { Metric } from '../../report/bench-row';
import { legacyCases } from './legacy-cases';

function describe(suite: string, name: string, metric: Metric): string | undefined {
  const budget = budgetOf({ suite, case: name, metric });
  return budget && describeBudget(budget);
}

it.each([
  ['legacy', 'basic: ten in a row, Redis', 'throughput', 'ratio ≥ 2.5'],
  ['legacy', 'parallel: 100 children, memory', 'throughput', 'ratio ≥ 3'],
  ['legacy', 'collection: 100 items, Redis', 'throughput', 'ratio ≥ 3'],
] as const)('%s, %s, %s is promised: %s', (suite, name, metric, budget) => {
  expect(describe(suite, name, metric)).toBe(budget);
});

it('every case against the old engine is held against it in all that is measured', () => {
  const fast = legacyCases.filter(({ minSpeedUp }) => minSpeedUp !== undefined).map((one) => `${one.case}, Redis`);
  for (const name of [...legacyCases.map((one) => `${one.case}, Redis`), 'mixed: an order, memory']) {
    if (!fast.includes(name)) expect(describe('legacy', name, 'throughput')).toBe('ratio ≥ 0.95');
    expect(describe('legacy', name, 'events')).toBe('ratio ≤ 0.5');
    for (const metric of ['latency', 'cpu', 'totalCpu', 'bytes', 'activities', 'roundTrips', 'commands'] as const)
      expect(describe('legacy', name, metric)).toBe('ratio ≤ 1.05');
  }
});
