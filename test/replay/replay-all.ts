import { Worker, type WorkflowBundleOption } from '@temporalio/worker';

/** A history in a form that the SDK takes, with the id of the run that it is of. */
export interface NamedHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Replays all by one worker: its sandbox takes longer to make than a history to replay. Gives what went wrong. */
export async function replayAll(
  workflowBundle: WorkflowBundleOption,
  histories: readonly NamedHistory[],
  sinks: NonNullable<Parameters<typeof Worker.runReplayHistories>[0]['sinks']> = {},
): Promise<readonly string[]> {
  const faults: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, sinks }, histories))
    if (error !== undefined) faults.push(`${workflowId}: ${error.message}`);
  return faults;
}
