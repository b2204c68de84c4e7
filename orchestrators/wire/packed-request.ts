import type { ActionRequest, DeferredText } from '../contracts/action-runner';
import { defaultAttemptTimeoutMs, defaultRetry } from '../model/action-defaults';
import type { Json } from '../model/json';
import type { RetryPolicy } from '../model/plan';

/** What an activity is told of a request. */
export type SentRequest = Omit<ActionRequest, 'execution' | 'heartbeatTimeoutMs' | 'taskQueue' | 'title' | 'priority'>;

/** A request as it stays in the history: what the activity knows by itself is left out. */
export interface PackedRequest {
  readonly action: string;
  /** `with`, evaluated; texts of `deferred` are put into it by the activity. */
  readonly input: Json;
  readonly deferred?: readonly DeferredText[];
  /** Path of the task's state. */
  readonly path: string;
  /** Default: the run id of the workflow, and `path`. */
  readonly idempotencyKey?: string;
  /** With all its expressions evaluated. Default: `defaultRetry`. */
  readonly retry?: RetryPolicy;
  /** Attempts that were made before this request. Default 0. */
  readonly previousAttempts?: number;
  /** The last heartbeat details that one of them recorded. Default: none did. */
  readonly previousHeartbeat?: Json;
  /** When the first attempt was asked for; milliseconds since the epoch. Default: now, for a policy without `totalTimeout`. */
  readonly requestedAtMs?: number;
  /** Default: `defaultAttemptTimeoutMs`. */
  readonly attemptTimeoutMs?: number;
}

/** The execution that asks, as workflow and activity both know it. */
export interface AskingRun {
  readonly workflowId: string;
  readonly runId: string;
}

const usualRetry = JSON.stringify(defaultRetry);

/** `unpackRequest` gives the same request again, but for the time of a policy that needs none. */
export function packRequest(request: SentRequest, { runId }: AskingRun): PackedRequest {
  const { action, path, input, deferred, idempotencyKey, retry, requestedAtMs, attemptTimeoutMs } = request;
  const { previousAttempts, previousHeartbeat } = request;
  return {
    ...{ action, path, input },
    ...(idempotencyKey === `${runId}/${path}` ? {} : { idempotencyKey }),
    ...(JSON.stringify(retry) === usualRetry ? {} : { retry }),
    ...(retry.totalTimeout === undefined ? {} : { requestedAtMs }),
    ...(attemptTimeoutMs === defaultAttemptTimeoutMs ? {} : { attemptTimeoutMs }),
    ...(deferred.length === 0 ? {} : { deferred }),
    ...(previousAttempts === 0 ? {} : { previousAttempts }),
    ...(previousHeartbeat === undefined ? {} : { previousHeartbeat }),
  };
}

/** Takes requests that leave nothing out too. `nowMs`: milliseconds since the epoch. */
export function unpackRequest(packed: PackedRequest, { runId }: AskingRun, nowMs: number): SentRequest {
  return {
    ...{ retry: defaultRetry, attemptTimeoutMs: defaultAttemptTimeoutMs, deferred: [] },
    ...{ previousAttempts: 0, requestedAtMs: nowMs, idempotencyKey: `${runId}/${packed.path}` },
    ...packed,
  };
}
