import type { Client } from '@temporalio/client';
import type { Execution } from './execution';

type Event = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>[number];

/**
 * The end of the history that an execution made by a reset shares with an earlier one, in milliseconds since the epoch;
 * undefined for any other execution. Reads the whole history.
 */
export async function readSharedUntilMs(
  client: Client,
  { workflowId, runId }: Pick<Execution, 'workflowId' | 'runId'>,
): Promise<number | undefined> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const all = events ?? [];
  // A reset fails the workflow task at its reset point, and names the new execution in that event.
  const reset = all.findLastIndex(({ workflowTaskFailedEventAttributes: failed }) => Boolean(failed?.newRunId));
  return reset < 1 ? undefined : timeMsOf(all[reset - 1]);
}

function timeMsOf({ eventTime }: Event = {}): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}
