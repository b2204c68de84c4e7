import type { ActionRequest, DeferredText } from '../contracts/action-runner';
import { defaultAttemptTimeoutMs, defaultRetry } from '../model/plan-defaults';
import type { Json } from '../model/json';
import type { RetryPolicy } from '../model/plan';

/** The data of a request for the activity. */
export type SentRequest = Omit<ActionRequest, 'execution' | 'heartbeatTimeoutMs' | 'taskQueue' | 'title' | 'priority'>;

/** A request as it is stored in the history: it omits values that most requests have. */
export interface PackedRequest {
  /**
   * Run id of the run's first execution. A reset sends the request of a running activity again with another run id, so
   * nothing is derived from that. Default, for requests of earlier versions: the run id of the workflow.
   */
  readonly firstRunId?: string;
  readonly action: string;
  /** `with`, evaluated; the activity inserts the texts of `deferred`. */
  readonly input: Json;
  readonly deferred?: readonly DeferredText[];
  /** Path of the task's state. */
  readonly path: string;
  /** Default: `firstRunId` and `path`. */
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

/** The run that sends the request. */
export interface AskingRun {
  readonly workflowId: string;
  /** Run id of the first execution. */
  readonly firstRunId: string;
}

const usualRetry = JSON.stringify(defaultRetry);

/** `unpackRequest` restores the same request, except for the time if the policy does not need it. */
export function packRequest(request: SentRequest, { firstRunId }: AskingRun): PackedRequest {
  const { action, path, input, deferred, idempotencyKey, retry, requestedAtMs, attemptTimeoutMs } = request;
  const { previousAttempts, previousHeartbeat } = request;
  return {
    ...{ firstRunId, action, path, input },
    ...(idempotencyKey === `${firstRunId}/${path}` ? {} : { idempotencyKey }),
    ...(JSON.stringify(retry) === usualRetry ? {} : { retry }),
    ...(retry.totalTimeout === undefined ? {} : { requestedAtMs }),
    ...(attemptTimeoutMs === defaultAttemptTimeoutMs ? {} : { attemptTimeoutMs }),
    ...(deferred.length === 0 ? {} : { deferred }),
    ...(previousAttempts === 0 ? {} : { previousAttempts }),
    ...(previousHeartbeat === undefined ? {} : { previousHeartbeat }),
  };
}

/** Accepts requests of earlier versions too. `runId`: of the workflow. `nowMs`: milliseconds since the epoch. */
export function unpackRequest(packed: PackedRequest, runId: string, nowMs: number): SentRequest {
  const { firstRunId = runId, ...sent } = packed;
  return {
    ...{ retry: defaultRetry, attemptTimeoutMs: defaultAttemptTimeoutMs, deferred: [] },
    ...{ previousAttempts: 0, requestedAtMs: nowMs, idempotencyKey: `${firstRunId}/${packed.path}` },
    ...sent,
  };
}
