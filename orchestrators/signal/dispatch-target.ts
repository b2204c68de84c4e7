import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { SignalTarget } from '../contracts/signals';
import type { SignalTask } from './definition';

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
