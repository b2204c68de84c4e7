import type { OctavoActivities } from '@octavo/activities';
import { type ActionRequest, clampText, mostAttempts, type TaskPriority } from '@octavo/orchestrators';
import type { Priority } from '@temporalio/common';
import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { PerformActivity } from './octavo-activity';
import { runInScope } from '../adapters/temporal-timers';

/** `runAction` on any worker of the task queue. The activity decides by rule which attempt is the last; Temporal retries. */
export const performRemotely: PerformActivity = (request, asked, cancellation) => {
  const { runAction } = proxyActivities<OctavoActivities>(remoteOptions(request, mostAttempts(request.retry)));
  return runInScope(cancellation, () => runAction(asked));
};

/** Heartbeats come every second, so that a worker that died is noticed within this time. */
const DEFAULT_HEARTBEAT_TIMEOUT_MS = 30_000;
/** The activity ends an attempt itself; the server's own time-out comes later, for a worker that does not. */
const GRACE_MS = 5_000;
/** Temporal takes 400 bytes of summary; JSON quoting may double some characters. */
const MAX_SUMMARY_BYTES = 180;

/** Time-outs that the server makes come back to the workflow at once: there they are retried by rule, with their code. */
const SERVER_TIMEOUTS = ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'];

/** Options that every remote action has. Temporal itself retries `maxAttempts` times what the activity lets it retry. */
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

/** What the Temporal UI shows beside an action. */
export function summaryOf({ title }: ActionRequest): string {
  return clampText(title, MAX_SUMMARY_BYTES);
}

/** Nothing where all is as it is by default. */
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
