import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import { formatDuration } from '../model/duration';
import type { RetryPolicy, RetryRule } from '../model/plan';

/** The policy with its expressions evaluated, as they are when the task starts. Throws EXPRESSION_FAILED. */
export function evaluateRetry(policy: RetryPolicy, scope: Scope, evaluator: Evaluator): RetryPolicy {
  const { totalTimeout, attemptTimeout, rules } = policy;
  const text = (field: string): string => durationText(field, scope, evaluator);
  const evaluated = <Rule extends RetryRule>(rule: Rule): Rule => ({
    ...rule,
    ...evaluateRule(rule, scope, evaluator),
  });
  return {
    ...evaluated(policy),
    ...(totalTimeout === undefined ? {} : { totalTimeout: text(totalTimeout) }),
    ...(attemptTimeout === undefined ? {} : { attemptTimeout: text(attemptTimeout) }),
    ...(rules === undefined ? {} : { rules: rules.map(evaluated) }),
  };
}

function evaluateRule(rule: RetryRule, scope: Scope, evaluator: Evaluator): Partial<RetryRule> {
  const { maxAttempts, initialInterval, maxInterval } = rule;
  return {
    ...(maxAttempts === undefined ? {} : { maxAttempts: evaluator.wholeNumber(maxAttempts, scope, { least: 1 }) }),
    ...(initialInterval === undefined ? {} : { initialInterval: durationText(initialInterval, scope, evaluator) }),
    ...(maxInterval === undefined ? {} : { maxInterval: durationText(maxInterval, scope, evaluator) }),
  };
}

// The planner has validated literals; they stay as they are.
function durationText(field: string, scope: Scope, evaluator: Evaluator): string {
  return field.includes('${') ? formatDuration(evaluator.durationMs(field, scope)) : field;
}
