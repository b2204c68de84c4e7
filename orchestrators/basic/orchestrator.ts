import type { ActionRequest, ActionResult } from '../contracts/action-runner';
import type { DeferredValue } from '../contracts/evaluator';
import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import type { RetryPolicy } from '../model/plan';
import { throwIfCanceled } from '../engine/cancellation-node';
import { type Flow, runFlow } from '../engine/flow';
import { defaultAttemptTimeoutMs } from '../model/action-defaults';
import type { PureAction } from './actions/pure-action';
import { pureActions } from './actions/pure-actions';
import { type AttemptPause, attemptProgress, type AttemptStart, type Attempts, makeAttempts } from './attempts';
import type { BasicTask } from './definition';
import { evaluateRetry } from './retry-policy';

/** Runs one action: a pure one here, any other by the runtime. */
export class BasicOrchestrator implements TaskOrchestrator<BasicTask> {
  readonly type = 'basic';

  execute(task: BasicTask, context: OrchestratorContext): Eventually<WorkResult> {
    return runFlow(runAction(task, context));
  }
}

function* runAction(task: BasicTask, context: OrchestratorContext): Flow<WorkResult> {
  throwIfCanceled(context.cancellation);
  const { pause, output } = recordedProgress(context);
  if (output !== undefined) return { outcome: { status: 'SUCCESS', output } };
  const pure = pureActions.get(task.action);
  const attempts = pure === undefined ? remotely(task, pause, context) : inWorkflow(pure, task, pause, context);
  return workResult(yield* makeAttempts(attempts, context));
}

/** A pause between two attempts, or the output of the action. */
interface BasicProgress {
  readonly pause: AttemptPause | undefined;
  readonly output: Json | undefined;
}

function recordedProgress({ state }: OrchestratorContext): BasicProgress {
  const recorded = attemptProgress.read(state);
  if (recorded === undefined) return { pause: undefined, output: undefined };
  return 'output' in recorded ? { pause: undefined, output: recorded.output } : { pause: recorded, output: undefined };
}

function inWorkflow(
  action: PureAction,
  task: BasicTask,
  pause: AttemptPause | undefined,
  context: OrchestratorContext,
): Attempts<ActionResult> {
  const policy = evaluateRetry(task.retry, context.scope, context.evaluator);
  const input = pause?.input ?? context.evaluator.value(task.with, context.scope);
  const make = ({ previousAttempts }: AttemptStart): ActionResult => {
    const output = action.run(input, context);
    // Recorded synchronously after the action, so that no other transition comes between the action and its record.
    if (action.changesRun) attemptProgress.running(context.state, { output });
    return { output, attempt: previousAttempts + 1 };
  };
  return { policy, input, pause, make };
}

function remotely(
  task: BasicTask,
  pause: AttemptPause | undefined,
  context: OrchestratorContext,
): Attempts<ActionResult> {
  const policy = evaluateRetry(task.retry, context.scope, context.evaluator);
  const { value, deferred } = context.evaluator.withSecretsDeferred(task.with, context.scope);
  const input = pause?.input ?? value;
  const request = requestOf(task, policy, { value: input, deferred }, context);
  return { policy, input, pause, make: (start) => context.actions.run({ ...request, ...start }, context.cancellation) };
}

function requestOf(
  task: BasicTask,
  retry: RetryPolicy,
  { value: input, deferred }: DeferredValue,
  { evaluator, scope, path, idempotencyKey, priority, state: { state } }: OrchestratorContext,
): Omit<ActionRequest, keyof AttemptStart> {
  const attemptTimeout = retry.attemptTimeout ?? task.timeout;
  const { heartbeatTimeout, taskQueue } = task;
  return {
    action: task.action,
    path,
    input,
    deferred,
    idempotencyKey,
    execution: task.execution ?? 'remote',
    retry,
    attemptTimeoutMs:
      attemptTimeout === undefined ? defaultAttemptTimeoutMs : evaluator.durationMs(attemptTimeout, scope),
    ...(heartbeatTimeout === undefined ? {} : { heartbeatTimeoutMs: evaluator.durationMs(heartbeatTimeout, scope) }),
    ...(taskQueue === undefined ? {} : { taskQueue: evaluator.text(taskQueue, scope) }),
    title: state?.title ?? task.title ?? task.id,
    priority,
  };
}

function workResult({ output, ...attempt }: ActionResult): WorkResult {
  return { outcome: { status: 'SUCCESS', output }, ...attempt };
}
