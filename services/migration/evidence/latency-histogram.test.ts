import * as fc from 'fast-check';
import { addLatencies, countLatencies, latencyBucketOf, latencyQuantile, latencyRangeOf } from './latency-histogram';

const duration = fc.oneof(fc.nat(100), fc.nat(100_000), fc.nat(2 ** 30));

function histogramOf(durations: readonly number[]): Record<number, number> {
  return durations.map((ms) => ({ [latencyBucketOf(ms)]: 1 })).reduce((sum, one) => addLatencies(sum, one), {});
}

describe('a bucket of the histogram', () => {
  it('contains its duration, and is at most 1/16 of it wide', () => {
    fc.assert(
      fc.property(duration, (ms) => {
        const { fromMs, widthMs } = latencyRangeOf(latencyBucketOf(ms));
        expect(ms).toBeGreaterThanOrEqual(fromMs);
        expect(ms).toBeLessThan(fromMs + widthMs);
        expect(widthMs).toBeLessThanOrEqual(Math.max(1, fromMs / 16));
      }),
    );
  });

  it('has no gap or overlap with its neighbours', () => {
    const last = latencyBucketOf(2 ** 30);
    for (let bucket = 0; bucket < last; bucket += 1) {
      const { fromMs, widthMs } = latencyRangeOf(bucket);
      expect(latencyRangeOf(bucket + 1).fromMs).toBe(fromMs + widthMs);
    }
  });

  it('is the first for negative durations, and the last for more than twelve days', () => {
    expect(latencyBucketOf(-5)).toBe(0);
    expect(latencyBucketOf(0.9)).toBe(0);
    expect(latencyBucketOf(1e15)).toBe(latencyBucketOf(2 ** 30));
    expect(latencyBucketOf(Number.NaN)).toBe(0);
  });
});

describe('a quantile', () => {
  it('is within a bucket of the exact one', () => {
    fc.assert(
      fc.property(
        fc.array(duration, { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.95, 0.99),
        (all, share) => {
          const exact = [...all].sort((one, other) => one - other)[Math.ceil(share * all.length) - 1] ?? 0;
          const found = latencyQuantile(histogramOf(all), share) ?? -1;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 16);
        },
      ),
    );
  });

  it('is exact below 32 ms', () => {
    expect(latencyQuantile(histogramOf(Array.from({ length: 20 }, (_, index) => index + 1)), 0.95)).toBe(19);
  });

  it('is unknown if nothing was counted', () => {
    expect(latencyQuantile({}, 0.95)).toBeUndefined();
    expect(latencyQuantile({ 3: 0 }, 0.95)).toBeUndefined();
  });

  it('does not depend on the batches of the durations', () => {
    fc.assert(
      fc.property(fc.array(duration), fc.array(duration), (one, other) => {
        const sum = addLatencies(histogramOf(one), histogramOf(other));
        expect(sum).toEqual(histogramOf([...other, ...one]));
        expect(countLatencies(sum)).toBe(one.length + other.length);
      }),
    );
  });
});
