import type { RunResult } from '@octavo/workflows';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { RunAddress } from './execution';
import { OctavoError } from './octavo-error';
import { resultOfError } from './read-result';

/** What Temporal's server says of a run that is there and has ended. */
const ENDED = 'already completed';
/** The end of a run that has one is there at once. */
const SOON_MS = 1_000;

/** Whether a call failed because its run has ended. */
export function isOfEndedRun(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError && error.message.includes(ENDED);
}

/** A run that takes no signal and cannot be cancelled any more. One call, which finds out how it ended. */
export async function runEnded(client: Client, run: RunAddress, cause?: unknown): Promise<OctavoError> {
  const { status, error } = (await readEnd(client, run)) ?? {};
  const code = error == null || error.code === status ? '' : ` (${error.code})`;
  const how = status === undefined ? '' : ` with status ${status}${code}`;
  const name = JSON.stringify(run.workflowId);
  const message = `the run ${name} has ended${how}: it takes no signal and cannot be cancelled`;
  return new OctavoError('RUN_ENDED', message, { cause });
}

/** Undefined where another execution follows the run, and where the server does not tell. */
async function readEnd(client: Client, { workflowId, runId }: RunAddress): Promise<Partial<RunResult> | undefined> {
  const handle = client.workflow.getHandle<() => Promise<RunResult>>(workflowId, runId, { followRuns: false });
  try {
    return await client.connection.withDeadline(Date.now() + SOON_MS, () => handle.result());
  } catch (error) {
    try {
      return resultOfError(error, workflowId, '');
    } catch {
      return undefined;
    }
  }
}
