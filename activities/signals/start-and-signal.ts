import type { Json } from '@octavo/orchestrators';
import type { Client } from '@temporalio/client';

export interface StartAndSignalRequest {
  readonly definitionId: string;
  readonly workflowId: string;
  readonly input: Json;
  readonly taskQueue: string;
  /** Name of the signal's handler in the workflow, and what it gets. */
  readonly signal: string;
  readonly signalArgs: readonly Json[];
}

/** Starts a run where none is open, and signals it in the same step. */
export async function startAndSignal(
  client: Client,
  request: StartAndSignalRequest,
): Promise<{ readonly workflowId: string; readonly runId: string }> {
  const { definitionId, workflowId, input, taskQueue, signal, signalArgs } = request;
  const handle = await client.workflow.signalWithStart('octavoRun', {
    args: [{ definitionId, input }],
    workflowId,
    taskQueue,
    signal,
    signalArgs: [...signalArgs],
  });
  return { workflowId, runId: handle.signaledRunId };
}
