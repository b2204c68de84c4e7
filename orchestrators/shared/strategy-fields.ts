import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import type { NumberField } from '../model/plan';
import type { Strategy, StrategyRule, Tolerance } from './strategy-aggregator';

/** The fields of a task that say when it has ended, as parallel and collection have them. */
export interface StrategyFields {
  readonly strategy: Strategy;
  readonly concurrency: NumberField;
  readonly tolerate?:
    | { readonly count?: NumberField | undefined; readonly percent?: NumberField | undefined }
    | undefined;
  readonly quorum?: NumberField | undefined;
}

/** How children run at the same time, evaluated. JSON. */
export type FanOutRule = StrategyRule & { readonly concurrency: number };

/** Evaluates the fields, as they are when the task starts. */
export function evaluateFanOut(fields: StrategyFields, scope: Scope, evaluator: Evaluator): FanOutRule {
  const { strategy, concurrency, tolerate, quorum } = fields;
  return {
    strategy,
    concurrency: evaluator.wholeNumber(concurrency, scope, { least: 1, most: 1000 }),
    ...(tolerate === undefined ? {} : { tolerate: evaluateTolerance(tolerate, scope, evaluator) }),
    ...(quorum === undefined ? {} : { quorum: evaluator.wholeNumber(quorum, scope, { least: 1 }) }),
  };
}

function evaluateTolerance(
  { count, percent = 0 }: NonNullable<StrategyFields['tolerate']>,
  scope: Scope,
  evaluator: Evaluator,
): Tolerance {
  if (count !== undefined) return { count: evaluator.wholeNumber(count, scope, { least: 0 }) };
  return { percent: evaluator.number(percent, scope, { least: 0, most: 100 }) };
}
