import * as fc from 'fast-check';
import { stickyPosition } from './evaluate-rules';

describe('the sticky position', () => {
  it('is the same for the same key, and between 0 and 100', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const position = stickyPosition(key);
        expect(position).toBe(stickyPosition(key));
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThan(100);
      }),
    );
  });

  it('never changes, so that open runs keep their engine through an upgrade', () => {
    expect(['', 'order-1', 'order-2', 'größe'].map((key) => Number(stickyPosition(key).toFixed(6)))).toEqual([
      66.892219, 72.669172, 95.495231, 9.77856,
    ]);
  });

  it.each([
    ['numbered', (index: number) => `order-${index}`],
    ['padded', (index: number) => `tenant/${String(index).padStart(12, '0')}`],
    [
      'UUID-like',
      (index: number) => `${(index * 2_654_435_761).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
    ],
    ['suffixed', (index: number) => `${index}-nightly-invoice-run`],
  ])('spreads %s ids evenly', (_shape, idOf) => {
    const total = 50_000;
    const buckets = Array.from({ length: 100 }, () => 0);
    for (let index = 0; index < total; index += 1) {
      const bucket = Math.floor(stickyPosition(idOf(index)));
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    const expected = total / buckets.length;
    const chiSquare = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: an even distribution exceeds this once in a million.
    expect(chiSquare).toBeLessThan(182);
  });
});
