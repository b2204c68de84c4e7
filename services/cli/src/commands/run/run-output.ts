import type { RunResult, RunStats } from '@octavo/client';

/** What `run --json` and `result --json` give: the result of a run, with what it cost. */
export interface RunOutput extends RunResult {
  readonly stats: RunStats | null;
}

/** Puts the fields in the order in which people look for them. */
export function toRunOutput(result: RunResult, stats: RunStats | null): RunOutput {
  const { workflowId, runId, status, output, error, tasks, ...counted } = result;
  return { workflowId, runId, status, output, error, tasks, ...counted, stats };
}
