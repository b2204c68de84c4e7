import type { Evaluator } from '../contracts/evaluator';
import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { Scope } from '../contracts/scope';
import { type Flow, settled } from '../engine/flow';
import { Progress } from '../engine/progress';
import { decideRetry } from '../engine/retry-decision';
import { formatDuration } from '../model/duration';
import type { Json } from '../model/json';
import type { RetryPolicy, RetryRule } from '../model/plan';
import { TaskFailure } from '../model/task-error';

/** The attempts before this one. */
export interface AttemptStart {
  readonly previousAttempts: number;
  /** When the first attempt was requested; milliseconds since the epoch. */
  readonly requestedAtMs: number;
  /** The last heartbeat details that one of them recorded. */
  readonly previousHeartbeat?: Json;
}

/** Recorded before the pause after an attempt, so that another execution resumes there. */
export type AttemptPause = {
  readonly previousAttempts: number;
  readonly requestedAtMs: number;
  readonly previousHeartbeat?: Json;
  readonly dueAtMs: number;
  /** `with`, as evaluated when the task started. */
  readonly input: Json;
};

/** The progress of a basic task: a pause between two attempts, or the output of an action that changes the run. */
export const attemptProgress = new Progress<AttemptPause | { readonly output: Json }>();

/** The common properties of all attempts of an action. */
export interface Attempts<Result> {
  readonly policy: RetryPolicy;
  readonly input: Json;
  /** The progress of an earlier execution. */
  readonly pause: AttemptPause | undefined;
  make(start: AttemptStart): Eventually<Result>;
}

type AttemptContext = Pick<OrchestratorContext, 'timers' | 'cancellation' | 'state'>;

/**
 * Makes attempts until one succeeds or the policy allows no more. The runtime retries most failures itself, and they
 * arrive here as not retryable. Failures that only the workflow can retry arrive as retryable: timeouts of a lost
 * worker, and commands.
 */
export function* makeAttempts<Result>(attempts: Attempts<Result>, context: AttemptContext): Flow<Result> {
  let start = attempts.pause === undefined ? firstStart(context) : yield* endPause(attempts.pause, context);
  for (;;) {
    try {
      return yield* settled(attempts.make(start));
    } catch (thrown) {
      if (!(thrown instanceof TaskFailure)) throw thrown;
      const pause = pauseAfter(thrown, start, attempts, context);
      attemptProgress.running(context.state, pause);
      start = yield* endPause(pause, context);
    }
  }
}

function firstStart({ state, timers }: AttemptContext): AttemptStart {
  const startedAt = state.state?.startedAt ?? null;
  return { previousAttempts: 0, requestedAtMs: startedAt === null ? timers.now() : Date.parse(startedAt) };
}

/** The pause before the next attempt; throws the failure if there is none. */
function pauseAfter(
  failure: TaskFailure,
  { previousAttempts, requestedAtMs }: AttemptStart,
  { policy, input }: Pick<Attempts<unknown>, 'policy' | 'input'>,
  { timers }: AttemptContext,
): AttemptPause {
  const made = Math.max(previousAttempts + 1, failure.attempt);
  const elapsedMs = timers.now() - requestedAtMs;
  const retry = decideRetry(policy, failure, { attempt: made, elapsedMs, random: timers.random() });
  if (retry === undefined) throw lastFailure(failure, made);
  const pause = { previousAttempts: made, requestedAtMs, dueAtMs: timers.now() + retry.delayMs, input };
  return { ...pause, ...heartbeatOf(failure.heartbeat) };
}

function lastFailure({ code, message, details, task }: TaskFailure, attempt: number): TaskFailure {
  return new TaskFailure(code, message, { details, task, attempt });
}

function* endPause(pause: AttemptPause, { timers, cancellation }: AttemptContext): Flow<AttemptStart> {
  yield* settled(timers.sleep(Math.max(0, pause.dueAtMs - timers.now()), cancellation));
  const { previousAttempts, requestedAtMs, previousHeartbeat } = pause;
  return { previousAttempts, requestedAtMs, ...heartbeatOf(previousHeartbeat) };
}

function heartbeatOf(details: Json | undefined): Pick<AttemptStart, 'previousHeartbeat'> {
  return details === undefined ? {} : { previousHeartbeat: details };
}

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
