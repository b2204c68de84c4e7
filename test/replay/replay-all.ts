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
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, sinks }, histories)) {
    replayed += 1;
    if (error !== undefined) faults.push(`${workflowId}: ${error.message}`);
  }
  if (replayed === 0 || replayed < histories.length) faults.push(`${replayed} of ${histories.length} were replayed`);
  return faults;
}
