import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { throwIfCanceled } from '../engine/cancellation-node';
import type { SignalTask } from './definition';
import { dispatchTarget } from './dispatch-target';
import { missingTarget } from './missing-target';

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
