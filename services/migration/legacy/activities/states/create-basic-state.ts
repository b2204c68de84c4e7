import { defaultAttemptTimeoutMs, type RetryPolicy, type RetryRule } from '@octavo/orchestrators';
import { type BasicTask, formatDuration, pureActions, shownFields } from '@octavo/orchestrators/language';
import type { PreparedBasic } from '../../contracts/create-state';
import type { StateKind } from '../create-state';
import type { Evaluation } from '../evaluation';

/** `createBasicState`: the action's input and its retry policy. */
export const basicState: StateKind<BasicTask, PreparedBasic> = {
  prepare: ({ config }, evaluation) => {
    const { evaluator, scope } = evaluation;
    const { action, heartbeatTimeout, taskQueue } = config;
    const retry = evaluateRetry(config.retry, evaluation);
    const { value, deferred } = pureActions.has(action)
      ? { value: evaluator.value(config.with, scope), deferred: [] }
      : evaluator.withSecretsDeferred(config.with, scope);
    const attemptTimeout = retry.attemptTimeout ?? config.timeout;
    const { title = config.title ?? config.id } = shownFields(config, scope, evaluator);
    return {
      ...{ action, input: value, deferred, retry, title },
      attemptTimeoutMs:
        attemptTimeout === undefined ? defaultAttemptTimeoutMs : evaluator.durationMs(attemptTimeout, scope),
      ...(heartbeatTimeout === undefined ? {} : { heartbeatTimeoutMs: evaluator.durationMs(heartbeatTimeout, scope) }),
      ...(taskQueue === undefined ? {} : { taskQueue: evaluator.text(taskQueue, scope) }),
    };
  },
};

function evaluateRetry(policy: RetryPolicy, evaluation: Evaluation): RetryPolicy {
  const { totalTimeout, attemptTimeout, rules } = policy;
  return {
    ...policy,
    ...evaluateRule(policy, evaluation),
    ...(totalTimeout === undefined ? {} : { totalTimeout: durationText(totalTimeout, evaluation) }),
    ...(attemptTimeout === undefined ? {} : { attemptTimeout: durationText(attemptTimeout, evaluation) }),
    ...(rules === undefined ? {} : { rules: rules.map((rule) => ({ ...rule, ...evaluateRule(rule, evaluation) })) }),
  };
}

function evaluateRule(
  { maxAttempts, initialInterval, maxInterval }: RetryRule,
  evaluation: Evaluation,
): Partial<RetryPolicy> {
  const { evaluator, scope } = evaluation;
  return {
    ...(maxAttempts === undefined ? {} : { maxAttempts: evaluator.wholeNumber(maxAttempts, scope, { least: 1 }) }),
    ...(initialInterval === undefined ? {} : { initialInterval: durationText(initialInterval, evaluation) }),
    ...(maxInterval === undefined ? {} : { maxInterval: durationText(maxInterval, evaluation) }),
  };
}

function durationText(field: string, { evaluator, scope }: Evaluation): string {
  return field.includes('${') ? formatDuration(evaluator.durationMs(field, scope)) : field;
}
