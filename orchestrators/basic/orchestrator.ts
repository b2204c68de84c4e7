import type { ActionRequest, ActionResult } from '../contracts/action-runner';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import type { RetryPolicy } from '../model/plan';
import { pureActions } from './actions/pure-actions';
import type { PureAction } from './actions/pure-action';
import { type AttemptStart, makeAttempts } from './attempts';
import type { BasicTask } from './definition';

/** How long one attempt may take where neither `attemptTimeout` nor `timeout` says. */
const defaultAttemptTimeout = '10m';

/** Runs one action: a pure one here, any other where the runtime runs it. */
export class BasicOrchestrator implements TaskOrchestrator<BasicTask> {
  readonly type = 'basic';

  async execute(task: BasicTask, context: OrchestratorContext): Promise<WorkResult> {
    const retry = context.evaluator.value(task.retry as unknown as Json, context.scope) as unknown as RetryPolicy;
    const pure = pureActions.get(task.action);
    const work = pure === undefined ? remotely(task, retry, context) : inWorkflow(pure, task, context);
    return workResult(await makeAttempts(retry, context, work));
  }
}

type Attempt = (start: AttemptStart) => Promise<ActionResult>;

function inWorkflow(action: PureAction, task: BasicTask, context: OrchestratorContext): Attempt {
  const input = context.evaluator.value(task.with, context.scope);
  return async ({ previousAttempts }) => ({ output: action.run(input, context), attempt: previousAttempts + 1 });
}

function remotely(task: BasicTask, retry: RetryPolicy, context: OrchestratorContext): Attempt {
  const request = requestOf(task, retry, context);
  return (start) => context.actions.run({ ...request, ...start }, context.cancellation);
}

function requestOf(task: BasicTask, retry: RetryPolicy, context: OrchestratorContext): Omit<ActionRequest, keyof AttemptStart> {
  const { evaluator, scope, path, idempotencyKey, priority } = context;
  const { value: input, deferred } = evaluator.withSecretsDeferred(task.with, scope);
  const attemptTimeout = retry.attemptTimeout ?? task.timeout ?? defaultAttemptTimeout;
  return {
    action: task.action,
    path,
    input,
    deferred,
    idempotencyKey,
    execution: task.execution ?? 'remote',
    retry,
    attemptTimeoutMs: evaluator.durationMs(attemptTimeout, scope),
    ...(task.heartbeatTimeout === undefined ? {} : { heartbeatTimeoutMs: evaluator.durationMs(task.heartbeatTimeout, scope) }),
    ...(task.taskQueue === undefined ? {} : { taskQueue: evaluator.text(task.taskQueue, scope) }),
    title: task.title ?? task.id,
    priority,
  };
}

function workResult({ output, attempt, startedAt, endedAt }: ActionResult): WorkResult {
  return {
    outcome: { status: 'SUCCESS', output },
    attempt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
}
