import type { TaskPriority } from '@octavo/orchestrators';
import type { Priority } from '@temporalio/common';
import { ActivityCancellationType, type ActivityOptions } from '@temporalio/workflow';
import type { BasicWork } from './basic-work';

const DEFAULT_HEARTBEAT_TIMEOUT_MS = 30_000;
/** The activity ends an attempt itself; the server's timeout is later, for a lost worker. */
const GRACE_MS = 5_000;
/** Temporal allows 400 bytes of summary. */
const MOST_SUMMARY_CHARACTERS = 90;
/** Not retried by Temporal: the workflow retries them by the task's policy, with their code. */
const SERVER_TIMEOUTS = ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'];

/** The options of every activity that runs an action. */
export function optionsOf({ prepared, priority }: BasicWork, maxAttempts: number): ActivityOptions {
  const { attemptTimeoutMs, heartbeatTimeoutMs = DEFAULT_HEARTBEAT_TIMEOUT_MS, taskQueue, title } = prepared;
  return {
    startToCloseTimeout: attemptTimeoutMs + GRACE_MS,
    heartbeatTimeout: heartbeatTimeoutMs,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { maximumAttempts: maxAttempts, nonRetryableErrorTypes: SERVER_TIMEOUTS },
    summary: title.slice(0, MOST_SUMMARY_CHARACTERS),
    ...(taskQueue === undefined ? {} : { taskQueue }),
    ...priorityOf(priority),
  };
}

/** Empty if all values are the defaults. */
export function priorityOf({ priority, fairnessKey, fairnessWeight }: TaskPriority): { readonly priority?: Priority } {
  if (priority === 3 && fairnessKey === undefined && fairnessWeight === undefined) return {};
  const fairness = {
    ...(fairnessKey === undefined ? {} : { fairnessKey: fairnessKey.slice(0, 20) }),
    ...(fairnessWeight === undefined ? {} : { fairnessWeight }),
  };
  return { priority: { priorityKey: priority, ...fairness } };
}
