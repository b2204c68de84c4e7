import type { TaskPriority } from '@octavo/orchestrators';
import type { Priority } from '@temporalio/common';
import { ActivityCancellationType, type ActivityOptions } from '@temporalio/workflow';
import type { BasicWork } from './basic-work';

const DEFAULT_HEARTBEAT_TIMEOUT_MS = 30_000;
/** The activity ends an attempt itself; the server's own time-out comes later, for a worker that does not. */
const GRACE_MS = 5_000;
/** Temporal takes 400 bytes of summary. */
const MOST_SUMMARY_CHARACTERS = 90;
/** They come back to the workflow at once: there they are retried by rule, with their code. */
const SERVER_TIMEOUTS = ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'];

/** What every activity that runs an action is told. */
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

/** Nothing where all is as it is by default. */
export function priorityOf({ priority, fairnessKey, fairnessWeight }: TaskPriority): { readonly priority?: Priority } {
  if (priority === 3 && fairnessKey === undefined && fairnessWeight === undefined) return {};
  const fairness = {
    ...(fairnessKey === undefined ? {} : { fairnessKey: fairnessKey.slice(0, 20) }),
    ...(fairnessWeight === undefined ? {} : { fairnessWeight }),
  };
  return { priority: { priorityKey: priority, ...fairness } };
}
