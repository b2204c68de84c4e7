import type { Client } from '@temporalio/client';
import type { RunName } from './client-options';

/** The size of a run's history, and its numbers of activities. */
export interface RunStats {
  readonly historyEvents: number;
  readonly historyBytes: number;
  readonly activities: number;
  readonly localActivities: number;
}

const LOCAL_ACTIVITY_MARKER = 'core_local_activity';

/** Reads the whole history of a run, and counts. */
export async function readStats(client: Client, workflowId: string, { runId }: RunName): Promise<RunStats> {
  const handle = client.workflow.getHandle(workflowId, runId);
  const [{ events }, { historySize = 0 }] = await Promise.all([handle.fetchHistory(), handle.describe()]);
  const all = events ?? [];
  return {
    historyEvents: all.length,
    historyBytes: historySize,
    activities: all.filter((event) => event.activityTaskScheduledEventAttributes).length,
    localActivities: all.filter((event) => event.markerRecordedEventAttributes?.markerName === LOCAL_ACTIVITY_MARKER)
      .length,
  };
}
