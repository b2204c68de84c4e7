import type { Json, JsonObject } from '../model/json';
import type { RetryPolicy } from '../model/plan';
import type { Cancellation } from './cancellation';
import type { Eventually } from './eventually';

/** Runs actions that are not pure: in activities, child workflows, or wherever the runtime runs them. */
export interface ActionRunner {
  /**
   * Resolves with the action's output. Throws `TaskFailure` when no attempt is left, and `CanceledError` as soon as
   * `cancellation` is cancelled, without waiting for the action. A failure has the last heartbeat details of its
   * attempts, or those of the request if no attempt recorded any.
   */
  run(request: ActionRequest, cancellation: Cancellation): Eventually<ActionResult>;
}

export interface ActionRequest {
  readonly action: string;
  /** Path of the task's state. */
  readonly path: string;
  /** `with`, evaluated; null in place of the values of `deferred`. */
  readonly input: Json;
  /** Texts that mention secrets: evaluated where the action runs, never in history. */
  readonly deferred: readonly DeferredText[];
  /** The same for every attempt, crash and resumption of this visit. */
  readonly idempotencyKey: string;
  readonly execution: 'remote' | 'local';
  readonly retry: RetryPolicy;
  /** The number of attempts before this request. */
  readonly previousAttempts: number;
  /** The last heartbeat details of these attempts; absent if there are none. */
  readonly previousHeartbeat?: Json;
  /** When the first attempt was requested; milliseconds since the epoch. */
  readonly requestedAtMs: number;
  readonly attemptTimeoutMs: number;
  readonly heartbeatTimeoutMs?: number;
  readonly taskQueue?: string;
  readonly title: string;
  readonly priority: TaskPriority;
}

/** A text of `with` that is evaluated where secrets are available. */
export interface DeferredText {
  /** The position of the result in the input. */
  readonly at: readonly (string | number)[];
  readonly text: string;
  /** The values of the text's references, including `now`. */
  readonly variables: JsonObject;
}

export interface TaskPriority {
  readonly priority: number;
  readonly fairnessKey?: string;
  readonly fairnessWeight?: number;
}

export interface ActionResult {
  readonly output: Json;
  /** From 1, over all requests of this visit. */
  readonly attempt: number;
  /** RFC 3339; absent: use the workflow's time. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}
