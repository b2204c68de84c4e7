import type { CreateTaskStateRequest, OctavoActivities } from '@octavo/activities';
import { proxyActivities } from '@temporalio/workflow';

/**
 * Workflow type `octavoFlush`: writes states that a run could not write because the store was unavailable. It retries
 * for a day; after that the states are missing from the projection.
 */
export async function octavoFlush(batch: CreateTaskStateRequest): Promise<void> {
  const { createTaskState } = proxyActivities<OctavoActivities>({
    startToCloseTimeout: '10s',
    scheduleToCloseTimeout: '24h',
    retry: { initialInterval: '500ms', maximumInterval: '30s' },
  });
  await createTaskState({ ...batch, must: true });
}
