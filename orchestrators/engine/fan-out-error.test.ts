import { failureOutcome } from './failures';
import { fanOutFailure } from './fan-out-error';
import { type TaskOutcome, type UnhandledFailure, verdictOf } from '../model/outcome';
import type { StrategyRule } from './strategy-aggregator';

const failed = (code: string): UnhandledFailure =>
  failureOutcome('FAILED', { code, message: '', task: code, details: null, attempt: 1 }) as UnhandledFailure;
const skipped = { status: 'SKIPPED' } as const;
const success = { status: 'SUCCESS', output: 1 } as const;

/** Of outcomes by index; `failures` in the order of ending. */
function errorOf(outcomes: readonly TaskOutcome[], failures: readonly UnhandledFailure[], rule: StrategyRule): unknown {
  const tally = { total: outcomes.length, success: 0, failure: 0, skipped: 0 };
  for (const outcome of outcomes) tally[verdictOf(outcome)] += 1;
  const placed = failures.map((outcome) => ({ index: outcomes.indexOf(outcome), outcome }));
  return fanOutFailure({ decision: 'failure', tally, failures: placed }, rule, 'p').error;
}

// Source: errors, "TOLERANCE_EXCEEDED".
describe('the error of a fan-out', () => {
  const [a, b] = [failed('A'), failed('B')];

  it('is that of the first failure in time with fail_fast', () => {
    expect(errorOf([a, b], [b, a], { strategy: 'fail_fast' })).toBe(b.error);
  });

  it.each(['wait_all', 'best_effort', 'race'] as const)('is that of the first failure in order with %s', (strategy) => {
    expect(errorOf([success, a, b], [b, a], { strategy })).toBe(a.error);
  });

  it('is TOLERANCE_EXCEEDED with details if `tolerate` is set', () => {
    expect(errorOf([a, success, b], [b, a], { strategy: 'wait_all', tolerate: { count: 1 } })).toEqual({
      code: 'TOLERANCE_EXCEEDED',
      message: '2 of 3 failed, more than the 1 that are tolerated',
      task: 'p',
      details: { failed: 2, total: 3, errors: [a.error, b.error] },
      attempt: 1,
    });
  });

  it('has the number of skipped children in its message', () => {
    const rule = { strategy: 'wait_all', tolerate: { percent: 10 } } as const;
    expect(errorOf([a, success, skipped], [a], rule)).toMatchObject({
      message: expect.stringMatching(/1 were skipped.*10 %/),
    });
    expect(errorOf([a, success], [a], rule)).toMatchObject({
      message: expect.stringMatching(/1 of 2 failed, more than the 10 %/),
    });
  });

  it('has at most twenty errors in its details', () => {
    const many = Array.from({ length: 30 }, (_, n) => failed(`E${n}`));
    const error = errorOf(many, many, { strategy: 'fail_fast', tolerate: { count: 29 } });
    expect(error).toMatchObject({ details: { failed: 30, total: 30, errors: { length: 20 } } });
  });

  it('is TOLERANCE_EXCEEDED if a race is lost without a failure', () => {
    expect(errorOf([success, skipped], [], { strategy: 'race', quorum: 2 })).toMatchObject({
      code: 'TOLERANCE_EXCEEDED',
      message: '0 of 2 failed and 1 succeeded, but 2 had to succeed',
    });
  });
});
