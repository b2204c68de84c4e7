import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import type { ChildTally, Decision, StatusAggregator } from '../contracts/status-aggregator';
import type { NumberField } from '../model/plan';

/** How a container with concurrent children ends. Source: definition-language, "parallel". */
export type Strategy = 'wait_all' | 'fail_fast' | 'best_effort' | 'race';

/** The number or percentage of failures that do not count; `percent` refers to the children that were not skipped. */
export type Tolerance = { readonly count: number } | { readonly percent: number };

export type StrategyRule = {
  readonly strategy: Strategy;
  readonly tolerate?: Tolerance;
  /** The number of successes that a race needs; default 1. */
  readonly quorum?: number;
};

/** Returns the status calculation for a strategy. No other code calculates the status of a container. */
export function aggregatorOf(rule: StrategyRule): StatusAggregator {
  return { decide: (tally) => deciders[rule.strategy](tally, rule) };
}

type Decider = (tally: ChildTally, rule: StrategyRule) => Decision;

const deciders: Readonly<Record<Strategy, Decider>> = {
  wait_all: (tally, rule) => (remaining(tally) > 0 ? 'open' : verdict(!hasTooManyFailures(tally, rule))),
  fail_fast: (tally, rule) => {
    if (hasTooManyFailures(tally, rule)) return 'failure';
    return remaining(tally) > 0 ? 'open' : 'success';
  },
  best_effort: (tally) => (remaining(tally) > 0 ? 'open' : verdict(tally.success > 0 || tally.failure === 0)),
  race: (tally, { quorum = 1 }) => {
    if (tally.success >= quorum) return 'success';
    if (mayStillRunNothing(tally)) return remaining(tally) > 0 ? 'open' : 'success';
    return tally.success + remaining(tally) < quorum ? 'failure' : 'open';
  },
};

function remaining({ total, success, failure, skipped }: ChildTally): number {
  return total - success - failure - skipped;
}

// A race whose children were all skipped is a success; this is possible until one has run.
function mayStillRunNothing({ success, failure }: ChildTally): boolean {
  return success + failure === 0;
}

// A skipped child lowers the base of a percentage, so a tolerance that is exceeded stays exceeded.
function hasTooManyFailures({ total, failure, skipped }: ChildTally, { tolerate }: StrategyRule): boolean {
  if (tolerate === undefined) return failure > 0;
  if ('count' in tolerate) return failure > tolerate.count;
  return failure * 100 > tolerate.percent * (total - skipped);
}

function verdict(isSuccess: boolean): Decision {
  return isSuccess ? 'success' : 'failure';
}

/** The fields of a parallel or collection that decide when it has ended. */
export interface StrategyFields {
  readonly strategy: Strategy;
  readonly concurrency: NumberField;
  readonly tolerate?:
    | { readonly count?: NumberField | undefined; readonly percent?: NumberField | undefined }
    | undefined;
  readonly quorum?: NumberField | undefined;
}

/** The evaluated settings of concurrent children. JSON. */
export type FanOutRule = StrategyRule & { readonly concurrency: number };

/** Evaluates the fields when the task starts. */
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
