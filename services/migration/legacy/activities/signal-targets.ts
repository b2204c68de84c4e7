import type { Client } from '@temporalio/client';
import type { FilterTargetsRequest, StartAndSignalRequest } from '../contracts/legacy-activities';
import { evaluationOf } from './evaluation';

/** `filterSignalTargets`: the waiting runs that satisfy `where`. */
export function filterSignalTargets({ config, context, found }: FilterTargetsRequest): readonly string[] {
  const { evaluator, scope } = evaluationOf(context);
  const { where } = config.to;
  const wanted =
    where === undefined ? found : found.filter((run) => evaluator.condition(where, scope.bind({ target: { ...run } })));
  return wanted.map(({ workflowId }) => workflowId);
}

/** `startAndSignalLegacy`: starts a run on this engine if none is open, and signals it in the same step. */
export async function startAndSignalLegacy(
  client: Pick<Client, 'workflow'>,
  request: StartAndSignalRequest,
): Promise<{ readonly workflowId: string }> {
  const { definitionId, workflowId, input, taskQueue, signal, envelope } = request;
  await client.workflow.signalWithStart('legacyRun', {
    ...{ args: [{ definitionId, input }], workflowId, taskQueue, signal, signalArgs: [envelope] },
  });
  return { workflowId };
}
