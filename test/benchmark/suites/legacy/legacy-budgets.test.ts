import { promised } from '../../promised.fixture';
import { legacyCases } from './legacy-cases';

it.each([
  ['legacy', 'basic: ten in a row, Redis', 'throughput', 'ratio ≥ 2.5'],
  ['legacy', 'parallel: 100 children, memory', 'throughput', 'ratio ≥ 3'],
  ['legacy', 'collection: 100 items, Redis', 'throughput', 'ratio ≥ 3'],
] as const)('%s, %s, %s is promised: %s', (suite, name, metric, budget) => {
  expect(promised(suite, name, metric)).toBe(budget);
});

it('every case against the old engine is held against it in all that is measured', () => {
  const fast = legacyCases.filter(({ minSpeedUp }) => minSpeedUp !== undefined).map((one) => `${one.case}, Redis`);
  for (const name of [...legacyCases.map((one) => `${one.case}, Redis`), 'mixed: an order, memory']) {
    if (!fast.includes(name)) expect(promised('legacy', name, 'throughput')).toBe('ratio ≥ 0.95');
    expect(promised('legacy', name, 'events')).toBe('ratio ≤ 0.5');
    for (const metric of ['latency', 'cpu', 'totalCpu', 'bytes', 'activities', 'roundTrips', 'commands'] as const)
      expect(promised('legacy', name, metric)).toBe('ratio ≤ 1.05');
  }
});
