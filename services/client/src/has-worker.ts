import type { ConnectionLike } from '@temporalio/client';

/** A worker polls again after at most a minute; a worker without a poll for longer has stopped. */
const LONGEST_POLL_MS = 70_000;

/** A task queue of a server. */
export interface TaskQueueOfServer {
  readonly connection: Pick<ConnectionLike, 'workflowService'>;
  readonly namespace: string;
  readonly taskQueue: string;
}

/** Whether a worker polls this task queue for runs, as far as the server knows. */
export async function hasWorker({ connection, namespace, taskQueue }: TaskQueueOfServer): Promise<boolean> {
  // Without a type, the server takes the task queue of workflow tasks.
  const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue } });
  const oldestMs = Date.now() - LONGEST_POLL_MS;
  return (pollers ?? []).some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > oldestMs);
}
