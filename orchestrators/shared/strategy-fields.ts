import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import type { NumberField } from '../model/plan';
import type { Strategy, StrategyRule, Tolerance } from './strategy-aggregator';

/** The fields of a task that say when it has ended, as parallel and collection have them. */
export interface StrategyFields {
  readonly strategy?: Strategy | undefined;
  readonly tolerate?: { readonly count?: NumberField | undefined; readonly percent?: NumberField | undefined } | undefined;
  readonly quorum?: NumberField | undefined;
}

/** Evaluates the fields when the task starts. */
export function evaluateStrategy(fields: StrategyFields, scope: Scope, evaluator: Evaluator): StrategyRule {
  const { strategy = 'wait_all', tolerate, quorum } = fields;
  return {
    strategy,
    ...(tolerate === undefined ? {} : { tolerate: evaluateTolerance(tolerate, scope, evaluator) }),
    ...(quorum === undefined ? {} : { quorum: evaluator.wholeNumber(quorum, scope, 1) }),
  };
}

function evaluateTolerance(
  { count, percent }: NonNullable<StrategyFields['tolerate']>,
  scope: Scope,
  evaluator: Evaluator,
): Tolerance {
  if (count !== undefined) return { count: evaluator.wholeNumber(count, scope, 0) };
  return { percent: evaluator.number(percent ?? 0, scope) };
}
