import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { SignalTarget } from '../contracts/signals';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { throwIfCanceled } from '../engine/cancellation-node';
import { restartHint } from '../model/error-catalogue';
import { TaskFailure } from '../model/task-error';
import type { SignalTask } from './definition';

/** Sends a signal to a given run, the parent, this run, all runs that wait for it, or a run that it starts. */
export class SignalOrchestrator implements TaskOrchestrator<SignalTask> {
  readonly type = 'signal';

  async execute(task: SignalTask, context: OrchestratorContext): Promise<WorkResult> {
    const { evaluator, scope, path, sender, cancellation, idempotencyKey } = context;
    throwIfCanceled(cancellation);
    const signal = evaluator.text(task.signal, scope);
    const payload = evaluator.value(task.payload, scope);
    const signalId = task.signalId === undefined ? idempotencyKey : evaluator.text(task.signalId, scope);
    const to = await dispatchTarget(task, signal, context);
    const workflowIds = await sender.send({ path, signal, signalId, payload, to }, cancellation);
    if (workflowIds.length === 0 && task.onMissing === 'fail') throw missingTarget(signal, to);
    return { outcome: { status: 'SUCCESS', output: { delivered: workflowIds.length, workflowIds: [...workflowIds] } } };
  }
}

/** The evaluated target of a signal; for `waiting`, the runs that wait now and match `where`. */
export async function dispatchTarget(
  task: SignalTask,
  signal: string,
  context: OrchestratorContext,
): Promise<SignalTarget> {
  const { evaluator, scope } = context;
  const { workflowId, runId, parent, self, start } = task.to;
  if (workflowId !== undefined) {
    const run = runId === undefined ? {} : { runId: evaluator.text(runId, scope) };
    return { workflowId: evaluator.text(workflowId, scope), ...run };
  }
  if (parent !== undefined) return { parent };
  if (self !== undefined) return { self };
  if (start !== undefined) {
    const { definition, workflowId: id, input } = start;
    return {
      start: {
        definition: evaluator.text(definition, scope),
        workflowId: evaluator.text(id, scope),
        input: evaluator.value(input, scope),
      },
    };
  }
  return { waiting: true, workflowIds: await waitingRuns(task, signal, context) };
}

async function waitingRuns(task: SignalTask, signal: string, context: OrchestratorContext): Promise<readonly string[]> {
  const { evaluator, scope, sender, path, cancellation } = context;
  const { where } = task.to;
  const found = await sender.findWaiting(signal, path, cancellation);
  const wanted =
    where === undefined ? found : found.filter((run) => evaluator.condition(where, scope.bind({ target: { ...run } })));
  return wanted.map(({ workflowId }) => workflowId);
}

/** The failure of a signal that reached no run. */
export function missingTarget(signal: string, to: SignalTarget): TaskFailure {
  const advice = 'set onMissing: ignore to go on';
  if ('start' in to) {
    const message = `no definition "${to.start.definition}" is known to the worker, so no run of it was started; ${advice}. ${restartHint}`;
    return new TaskFailure('DEFINITION_NOT_FOUND', message);
  }
  return new TaskFailure('SIGNAL_TARGET_NOT_FOUND', `no run to send "${signal}" to: ${JSON.stringify(to)}; ${advice}`);
}
