import type { OctavoClient, RunResult, RunStats } from '@octavo/client';

/** The output of `run --json` and `result --json`: the result of a run with its statistics, null if they cannot be read. */
interface RunOutput extends RunResult {
  readonly stats: RunStats | null;
}

/** Orders the fields: the most important first. An error while the statistics are read does not hide the result. */
export async function toRunOutput(result: RunResult, client: Pick<OctavoClient, 'stats'>): Promise<RunOutput> {
  const { workflowId, runId, status, output, error, tasks, ...counted } = result;
  const stats = await client.stats(workflowId, { runId }).catch(() => null);
  return { workflowId, runId, status, output, error, tasks, ...counted, stats };
}
