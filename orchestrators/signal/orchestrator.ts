import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { TaskFailure } from '../model/task-error';
import { throwIfCanceled } from '../shared/cancellation-node';
import type { SignalTask } from './definition';
import { dispatchTarget } from './dispatch-target';

/** Sends a signal to a run: a given one, the parent, itself, every one that waits, or one that it starts. */
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
    if (workflowIds.length === 0 && task.onMissing === 'fail') throw notFound(signal, to);
    return { outcome: { status: 'SUCCESS', output: { delivered: workflowIds.length, workflowIds: [...workflowIds] } } };
  }
}

function notFound(signal: string, to: object): TaskFailure {
  return new TaskFailure(
    'SIGNAL_TARGET_NOT_FOUND',
    `no run to send "${signal}" to: ${JSON.stringify(to)}; set onMissing: ignore to go on`,
  );
}
