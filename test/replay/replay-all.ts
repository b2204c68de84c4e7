import { Worker, type WorkflowBundleOption } from '@temporalio/worker';

/** A history in a form that the SDK accepts, with its workflow id. */
export interface NamedHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Replays all histories with one worker, because creating its sandbox is slower than a replay. Returns the errors. */
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
