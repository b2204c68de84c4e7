import { type FailureOutcome, verdictOf } from '../model/outcome';
import type { TaskError } from '../model/task-error';
import { failureOutcome } from './failures';
import type { FanOutResult } from './fan-out';
import type { StrategyRule } from './strategy-aggregator';

const maxErrorsTold = 20;

/** The error of a container that failed: the first failure's (fail_fast: in time; else: in order), or TOLERANCE_EXCEEDED. */
export function fanOutFailure(result: FanOutResult, rule: StrategyRule, path: string): FailureOutcome {
  const errors = errorsInOrder(result);
  const first = rule.strategy === 'fail_fast' ? result.failures[0]?.error : errors[0];
  if (first !== undefined && rule.tolerate === undefined) return failureOutcome('FAILED', first);
  const total = result.outcomes.length;
  const details = {
    failed: errors.length,
    total,
    errors: errors.slice(0, maxErrorsTold).map((error) => ({ ...error })),
  };
  const error = { code: 'TOLERANCE_EXCEEDED', message: describe(result, rule), task: path, details, attempt: 1 };
  return failureOutcome('FAILED', error);
}

function errorsInOrder({ outcomes, failures }: FanOutResult): readonly TaskError[] {
  const counted = new Set<unknown>(failures);
  return outcomes.flatMap((outcome) => (counted.has(outcome) ? [(outcome as FailureOutcome).error] : []));
}

function describe({ outcomes, failures }: FanOutResult, { tolerate, quorum = 1 }: StrategyRule): string {
  const counts = `${failures.length} of ${outcomes.length} failed`;
  if (tolerate === undefined) {
    const succeeded = outcomes.filter((outcome) => outcome !== undefined && verdictOf(outcome) === 'success').length;
    return `${counts} and ${succeeded} succeeded, but ${quorum} had to succeed`;
  }
  if ('count' in tolerate) return `${counts}, more than the ${tolerate.count} that are tolerated`;
  const skipped = outcomes.filter((outcome) => outcome?.status === 'SKIPPED').length;
  const base = skipped === 0 ? counts : `${counts}, where ${skipped} were skipped`;
  return `${base}, more than the ${tolerate.percent} % that are tolerated`;
}
