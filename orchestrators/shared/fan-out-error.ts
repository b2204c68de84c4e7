import type { FailureOutcome } from '../model/outcome';
import { failureOutcome } from './failures';
import type { FanOutResult } from './fan-out';
import type { StrategyRule } from './strategy-aggregator';

const maxErrorsTold = 20;

/** The error of a container that failed: the first failure's (fail_fast: in time; else: in order), or TOLERANCE_EXCEEDED. */
export function fanOutFailure(result: FanOutResult, rule: StrategyRule, path: string): FailureOutcome {
  const inOrder = failuresInOrder(result);
  const first = rule.strategy === 'fail_fast' ? result.failures[0] : inOrder[0];
  if (first !== undefined && rule.tolerate === undefined) return failureOutcome('FAILED', first.error);
  const total = result.outcomes.length;
  const details = { failed: inOrder.length, total, errors: inOrder.slice(0, maxErrorsTold).map(({ error }) => ({ ...error })) };
  const message = `${inOrder.length} of ${total} failed, which is more than ${describe(rule)}`;
  return failureOutcome('FAILED', { code: 'TOLERANCE_EXCEEDED', message, task: path, details, attempt: 1 });
}

function failuresInOrder({ outcomes, failures }: FanOutResult): FailureOutcome[] {
  return outcomes.filter((o): o is FailureOutcome => o !== undefined && failures.includes(o as FailureOutcome));
}

function describe({ strategy, tolerate, quorum = 1 }: StrategyRule): string {
  if (tolerate === undefined) return strategy === 'race' ? `a quorum of ${quorum} allows` : `${strategy} allows`;
  return 'count' in tolerate ? `the ${tolerate.count} tolerated` : `the ${tolerate.percent} % tolerated`;
}
