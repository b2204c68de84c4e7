import type { OctavoClient } from '@octavo/client';

/** A worker asks again after a minute at the latest; one that was not heard of for longer has gone. */
const LONGEST_POLL_MS = 70_000;

/** Whether a worker asks for runs of this task queue, as far as the server knows. */
export async function hasWorker({ temporal }: OctavoClient, taskQueue: string): Promise<boolean> {
  const { pollers } = await temporal.workflowService.describeTaskQueue({
    namespace: temporal.options.namespace,
    // Without a type, that of workflow tasks is meant.
    taskQueue: { name: taskQueue },
  });
  const oldestMs = Date.now() - LONGEST_POLL_MS;
  return (pollers ?? []).some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > oldestMs);
}
