import type { Client } from '@temporalio/client';
import type { Execution } from './execution';

type Event = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>[number];

/**
 * Until when an execution that a reset made shares the history of an earlier one, in milliseconds since the epoch;
 * undefined for any other. Reads the whole history.
 */
export async function readSharedUntilMs(
  client: Client,
  { workflowId, runId }: Pick<Execution, 'workflowId' | 'runId'>,
): Promise<number | undefined> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const all = events ?? [];
  // A reset ends the workflow task that it goes back to, and names the run that goes on from there.
  const reset = all.findLastIndex(({ workflowTaskFailedEventAttributes: failed }) => Boolean(failed?.newRunId));
  return reset < 1 ? undefined : timeMsOf(all[reset - 1]);
}

function timeMsOf({ eventTime }: Event = {}): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}
