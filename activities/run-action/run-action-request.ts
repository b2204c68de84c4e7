import type { CarriesAlong } from '../carries-along';
import type { DeferredText, Json, PackedState, RetryPolicy } from '@octavo/orchestrators';
import type { RunFacts, StoredTaskState } from '@octavo/state';

/** What the workflow asks `runAction` for. It stays in the history, so what is as always is left out. */
export interface RunActionRequest extends CarriesAlong {
  readonly action: string;
  /** `with`, evaluated; texts of `deferred` are put into it here. */
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
  /** States that ride along to the store. */
  readonly outbox?: RidingBatch;
}

/** A `StateBatch` of the run that asks. */
export interface RidingBatch {
  /** Default: that of the workflow. */
  readonly workflowId?: string;
  /** Default: the run id of the workflow. */
  readonly firstRunId?: string;
  readonly states: readonly PackedState<StoredTaskState>[];
  readonly run?: RunFacts;
}

/** What came of it. A failure comes as an `ApplicationFailure` whose details are one `ActionFailureDetails`. */
export interface RunActionReply extends CarriesAlong {
  readonly output: Json;
  /** From 1, over all requests of the visit. */
  readonly attempt: number;
  /** RFC 3339 UTC, by the worker's clock. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** The outbox was not written; it has to ride again. */
  readonly unwritten?: true;
}

/** First element of the details of the failure; its `type` is the code. */
export interface ActionFailureDetails {
  readonly details: Json;
  /** The last heartbeat details, where the server does not keep them for the next attempt. */
  readonly heartbeat?: Json;
  readonly attempt: number;
  readonly startedAt: string;
  readonly endedAt: string;
}
