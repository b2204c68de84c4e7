import type { Json, JsonObject } from '../model/json';
import type { RetryPolicy } from '../model/plan';
import type { Cancellation } from './cancellation';
import type { Eventually } from './eventually';

/** Runs actions that are not pure: in activities, child workflows, wherever the runtime has them. */
export interface ActionRunner {
  /**
   * Resolves with the action's output; throws `TaskFailure` when no attempt of its own is left, and `CanceledError` as
   * soon as `cancellation` is cancelled, whether the action agrees or not. A failure has the last heartbeat details that
   * an attempt recorded, those of the request where no attempt recorded any.
   */
  run(request: ActionRequest, cancellation: Cancellation): Eventually<ActionResult>;
}

export interface ActionRequest {
  readonly action: string;
  /** Path of the task's state. */
  readonly path: string;
  /** `with`, evaluated; null where `deferred` has the value. */
  readonly input: Json;
  /** Texts that mention secrets: evaluated where the action runs, never in history. */
  readonly deferred: readonly DeferredText[];
  /** The same for every attempt, crash and resumption of this visit. */
  readonly idempotencyKey: string;
  readonly execution: 'remote' | 'local';
  readonly retry: RetryPolicy;
  /** Attempts that were made before this request. */
  readonly previousAttempts: number;
  /** The last heartbeat details that one of them recorded; absent where none did. */
  readonly previousHeartbeat?: Json;
  /** When the first attempt was asked for; milliseconds since the epoch. */
  readonly requestedAtMs: number;
  readonly attemptTimeoutMs: number;
  readonly heartbeatTimeoutMs?: number;
  readonly taskQueue?: string;
  readonly title: string;
  readonly priority: TaskPriority;
}

/** A text of `with` whose evaluation waits until secrets are at hand. */
export interface DeferredText {
  /** Where in the input the result belongs. */
  readonly at: readonly (string | number)[];
  readonly text: string;
  /** The values that the text refers to, `now` among them. */
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
  /** RFC 3339; absent: the workflow's time is right. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}
