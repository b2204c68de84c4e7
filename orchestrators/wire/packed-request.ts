import type { ActionRequest, DeferredText } from '../contracts/action-runner';
import { defaultAttemptTimeoutMs, defaultRetry } from '../model/action-defaults';
import type { Json } from '../model/json';
import type { RetryPolicy } from '../model/plan';

/** The data of a request for the activity. */
export type SentRequest = Omit<ActionRequest, 'execution' | 'heartbeatTimeoutMs' | 'taskQueue' | 'title' | 'priority'>;

/** A request as it is stored in the history: it omits what the activity knows. */
export interface PackedRequest {
  readonly action: string;
  /** `with`, evaluated; the activity inserts the texts of `deferred`. */
  readonly input: Json;
  readonly deferred?: readonly DeferredText[];
  /** Path of the task's state. */
  readonly path: string;
  /** Default: the run id of the workflow, and `path`. */
  readonly idempotencyKey?: string;
  /** With all its expressions evaluated. Default: `defaultRetry`. */
  readonly retry?: RetryPolicy;
  /** The number of attempts before this request. Default 0. */
  readonly previousAttempts?: number;
  /** The last heartbeat details of these attempts. Default: none. */
  readonly previousHeartbeat?: Json;
  /**
   * When the first attempt was requested; milliseconds since the epoch. Default: now, for a policy without
   * `totalTimeout`.
   */
  readonly requestedAtMs?: number;
  /** Default: `defaultAttemptTimeoutMs`. */
  readonly attemptTimeoutMs?: number;
}

/** The execution that sends the request, known to workflow and activity. */
export interface AskingRun {
  readonly workflowId: string;
  readonly runId: string;
}

const usualRetry = JSON.stringify(defaultRetry);

/** `unpackRequest` restores the same request, except for the time if the policy does not need it. */
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

/** Accepts requests that omit nothing too. `nowMs`: milliseconds since the epoch. */
export function unpackRequest(packed: PackedRequest, { runId }: AskingRun, nowMs: number): SentRequest {
  return {
    ...{ retry: defaultRetry, attemptTimeoutMs: defaultAttemptTimeoutMs, deferred: [] },
    ...{ previousAttempts: 0, requestedAtMs: nowMs, idempotencyKey: `${runId}/${packed.path}` },
    ...packed,
  };
}
