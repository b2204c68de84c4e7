import type { OctavoActivities } from '@octavo/activities';
import { type ActionRequest, clampText, mostAttempts, type TaskPriority } from '@octavo/orchestrators';
import type { Priority } from '@temporalio/common';
import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { PerformActivity } from './octavo-activity';
import { runInScope } from '../adapters/temporal-timers';

/**
 * Runs `runAction` on any worker of the task queue. Temporal retries it; the activity applies the retry rules and decides
 * which attempt is the last.
 */
export const performRemotely: PerformActivity = (request, packed, cancellation) => {
  const { runAction } = proxyActivities<OctavoActivities>(remoteOptions(request, mostAttempts(request.retry)));
  return runInScope(cancellation, () => runAction(packed));
};

/** The activity sends a heartbeat every second, so a worker that died is detected within this time. */
const DEFAULT_HEARTBEAT_TIMEOUT_MS = 30_000;
/** The activity ends an attempt itself; the server's timeout is this much later, for workers that fail to do so. */
const GRACE_MS = 5_000;
/** Temporal accepts 400 bytes of summary; JSON quoting may double some characters. */
const MAX_SUMMARY_BYTES = 180;

/** Temporal does not retry timeouts from the server: the workflow does, because retry rules can match their code. */
const SERVER_TIMEOUTS = ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'];

/** The options of every remote action. Temporal makes up to `maxAttempts` attempts, as long as failures are retryable. */
export function remoteOptions(request: ActionRequest, maxAttempts: number): ActivityOptions {
  return {
    startToCloseTimeout: request.attemptTimeoutMs + GRACE_MS,
    heartbeatTimeout: request.heartbeatTimeoutMs ?? DEFAULT_HEARTBEAT_TIMEOUT_MS,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { maximumAttempts: maxAttempts, nonRetryableErrorTypes: SERVER_TIMEOUTS },
    summary: summaryOf(request),
    ...(request.taskQueue === undefined ? {} : { taskQueue: request.taskQueue }),
    ...priorityOf(request.priority),
  };
}

/** The text that the Temporal UI shows beside an action. */
export function summaryOf({ title }: ActionRequest): string {
  return clampText(title, MAX_SUMMARY_BYTES);
}

/** Returns {} if all values are the defaults. */
export function priorityOf({ priority, fairnessKey, fairnessWeight }: TaskPriority): { readonly priority?: Priority } {
  if (priority === 3 && fairnessKey === undefined && fairnessWeight === undefined) return {};
  return {
    priority: {
      priorityKey: Math.min(5, Math.max(1, priority)),
      ...(fairnessKey === undefined ? {} : { fairnessKey: clampText(fairnessKey.toWellFormed(), 64) }),
      ...(fairnessWeight === undefined ? {} : { fairnessWeight: Math.min(1_000, Math.max(0.001, fairnessWeight)) }),
    },
  };
}
