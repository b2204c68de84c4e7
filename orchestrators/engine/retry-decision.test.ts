import * as fc from 'fast-check';
import type { RetryPolicy } from '../model/plan';
import { decideRetry, mostAttempts } from './retry-decision';

const policy: RetryPolicy = { maxAttempts: 3, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };
const error = { code: 'HTTP_503', isRetryable: true };

function delayOf(changes: Partial<RetryPolicy>, attempt: number, failed = error, elapsedMs = 0): number | undefined {
  return decideRetry({ ...policy, ...changes }, failed, { attempt, elapsedMs, random: 0 })?.delayMs;
}

describe('decideRetry', () => {
  it('waits longer after every attempt, up to maxInterval, and stops at maxAttempts', () => {
    const delays = [1, 2, 3, 4, 5].map((attempt) => delayOf({ maxAttempts: 5, maxInterval: '3s' }, attempt));
    expect(delays).toEqual([1_000, 2_000, 3_000, 3_000, undefined]);
  });

  it('does not wait if the interval is zero, however large the factor is', () => {
    expect(delayOf({ maxAttempts: 9, initialInterval: '0s', backoff: 1e200 }, 3)).toBe(0);
  });

  it('never retries an error that is not retryable', () => {
    expect(delayOf({}, 1, { code: 'INPUT_INVALID', isRetryable: false })).toBeUndefined();
  });

  it('uses the first rule that matches by code or prefix; its other fields come from the policy', () => {
    const rules = [
      { match: ['HTTP_503'], maxAttempts: 4 },
      { match: ['HTTP_5*', 'HTTP_429'], initialInterval: '5s', maxAttempts: 2 },
      { match: ['*'], maxAttempts: 1 },
    ];
    expect(delayOf({ rules }, 3)).toBe(4_000);
    expect(delayOf({ rules }, 4)).toBeUndefined();
    expect(delayOf({ rules }, 1, { code: 'HTTP_500', isRetryable: true })).toBe(5_000);
    expect(delayOf({ rules }, 2, { code: 'HTTP_429', isRetryable: true })).toBeUndefined();
    expect(delayOf({ rules }, 1, { code: 'ACTION_FAILED', isRetryable: true })).toBeUndefined();
  });

  it('compares the number of the attempt with the rule, whatever the codes of earlier attempts', () => {
    const rules = [{ match: ['HTTP_429'], maxAttempts: 2 }];
    expect(delayOf({ rules, maxAttempts: 9 }, 2, { code: 'HTTP_429', isRetryable: true })).toBeUndefined();
    expect(delayOf({ rules, maxAttempts: 9 }, 2)).toBe(2_000);
  });

  it('begins no attempt after the total timeout', () => {
    expect(delayOf({ totalTimeout: '10s' }, 1, error, 9_000)).toBe(1_000);
    expect(delayOf({ totalTimeout: '10s' }, 1, error, 9_001)).toBeUndefined();
  });

  it('waits at least for retryAfterMs, even beyond maxInterval', () => {
    expect(delayOf({}, 1, { ...error, retryAfterMs: 90_000 } as typeof error)).toBe(90_000);
    expect(delayOf({}, 2, { ...error, retryAfterMs: 10 } as typeof error)).toBe(2_000);
    expect(delayOf({ totalTimeout: '1m' }, 1, { ...error, retryAfterMs: 90_000 } as typeof error)).toBeUndefined();
  });

  it('shortens a delay by at most its jitter, never below zero', () => {
    const numbers = fc.record({
      attempt: fc.integer({ min: 1, max: 50 }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(numbers, ({ attempt, jitter, random }) => {
        const retry = decideRetry({ ...policy, maxAttempts: 99, jitter }, error, { attempt, elapsedMs: 0, random });
        const full = Math.min(1_000 * 2 ** (attempt - 1), 60_000);
        expect(retry?.delayMs).toBeLessThanOrEqual(full);
        expect(retry?.delayMs).toBeGreaterThanOrEqual(Math.floor(full * (1 - jitter)));
      }),
    );
  });

  it('returns the largest number of attempts of all rules', () => {
    expect(mostAttempts(policy)).toBe(3);
    expect(mostAttempts({ ...policy, rules: [{ match: ['A'], maxAttempts: 7 }, { match: ['B'] }] })).toBe(7);
  });
});
