import { toRow } from './bench-row';

const name = { suite: 'sequence', case: 'ten remote actions' } as const;

it('has the ratio of both sides with four digits', () => {
  expect(toRow({ ...name, metric: 'throughput' }, 10.123_456, 3, [3.111_11, 3.555_55])).toEqual({
    ...{ ...name, metric: 'throughput', better: 'higher' },
    ...{ subject: 10.12, baseline: 3, ratio: 3.374, spread: [3.111, 3.556] },
  });
});

it.each(['latency', 'cpu', 'events', 'bytes', 'memory', 'growth'] as const)('less %s is better', (metric) => {
  expect(toRow({ ...name, metric }, 1, 1)).toMatchObject({ better: 'lower' });
});

it('has a ratio even if the baseline is 0', () => {
  expect(toRow({ ...name, metric: 'growth' }, 0, 0).ratio).toBe(1);
  expect(toRow({ ...name, metric: 'growth' }, 1, 0).ratio).toBe(Number.MAX_VALUE);
});
