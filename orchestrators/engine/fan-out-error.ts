import type { FailureOutcome } from '../model/outcome';
import type { TaskError } from '../model/task-error';
import { failureOutcome } from './failures';
import type { FanOutResult } from './fan-out';
import type { StrategyRule } from './strategy-aggregator';

const maxErrors = 20;

/**
 * The failure of a container: the error of its first failed child (with fail_fast the first in time, else the first in the
 * order of the list), or TOLERANCE_EXCEEDED.
 */
export function fanOutFailure(result: FanOutResult, rule: StrategyRule, path: string): FailureOutcome {
  const errors = errorsInOrder(result);
  const first = rule.strategy === 'fail_fast' ? result.failures[0]?.outcome.error : errors[0];
  if (first !== undefined && rule.tolerate === undefined) return failureOutcome('FAILED', first);
  const { total } = result.tally;
  const details = {
    failed: errors.length,
    total,
    errors: errors.slice(0, maxErrors).map((error) => ({ ...error })),
  };
  const error = { code: 'TOLERANCE_EXCEEDED', message: describe(result, rule), task: path, details, attempt: 1 };
  return failureOutcome('FAILED', error);
}

function errorsInOrder({ failures }: FanOutResult): readonly TaskError[] {
  return failures.toSorted((a, b) => a.index - b.index).map(({ outcome }) => outcome.error);
}

function describe({ tally, failures }: FanOutResult, { tolerate, quorum = 1 }: StrategyRule): string {
  const { total, success, skipped } = tally;
  const counts = `${failures.length} of ${total} failed`;
  if (tolerate === undefined) return `${counts} and ${success} succeeded, but ${quorum} had to succeed`;
  if ('count' in tolerate) return `${counts}, more than the ${tolerate.count} that are tolerated`;
  const base = skipped === 0 ? counts : `${counts}, where ${skipped} were skipped`;
  return `${base}, more than the ${tolerate.percent} % that are tolerated`;
}
