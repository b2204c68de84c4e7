import type { RunActionRequest } from '@octavo/activities';
import {
  type ActionRequest,
  defaultAttemptTimeoutMs,
  defaultRetry,
  packState,
  type RetryPolicy,
} from '@octavo/orchestrators';
import type { StateBatch, StoredTaskState } from '@octavo/state';
import { workflowInfo } from '@temporalio/workflow';

const usualRetry = JSON.stringify(defaultRetry);

/** A request as the history keeps it: what the activity knows by itself is left out. */
export function leanRequest(request: ActionRequest): RunActionRequest {
  const { action, path, input, deferred, idempotencyKey, retry, requestedAtMs, attemptTimeoutMs } = request;
  const { previousAttempts, previousHeartbeat } = request;
  return {
    ...{ action, path, input },
    ...(idempotencyKey === `${workflowInfo().runId}/${path}` ? {} : { idempotencyKey }),
    ...(isUsual(retry) ? {} : { retry }),
    ...(retry.totalTimeout === undefined ? {} : { requestedAtMs }),
    ...(attemptTimeoutMs === defaultAttemptTimeoutMs ? {} : { attemptTimeoutMs }),
    ...(deferred.length === 0 ? {} : { deferred }),
    ...(previousAttempts === 0 ? {} : { previousAttempts }),
    ...(previousHeartbeat === undefined ? {} : { previousHeartbeat }),
  };
}

/** The same for what rides along. */
export function riding({ workflowId, firstRunId, states, run }: StateBatch): Pick<RunActionRequest, 'outbox'> {
  if (states.length === 0) return {};
  const own = workflowInfo();
  const outbox = {
    ...(workflowId === own.workflowId ? {} : { workflowId }),
    ...(firstRunId === own.runId ? {} : { firstRunId }),
    states: states.map(packState<StoredTaskState>),
    ...(run === undefined ? {} : { run }),
  };
  return { outbox };
}

function isUsual(retry: RetryPolicy): boolean {
  return JSON.stringify(retry) === usualRetry;
}
