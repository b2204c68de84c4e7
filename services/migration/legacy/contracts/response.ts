import type { CarriesAlong } from '@octavo/activities';
import type {
  FailureOutcome,
  Json,
  JsonObject,
  SignalTarget,
  TaskNode,
  TaskOutcome,
  TaskState,
} from '@octavo/orchestrators';
import type { RouteKey, TaskPlace } from './create-state';
import type { TaskContext } from './task-context';

/** The result of a task's work. */
export type TaskResult<Result = unknown> =
  | DoneResult<Result>
  | { readonly kind: 'failed'; readonly failure: FailureOutcome; readonly attempt?: number }
  /** `soFar`: the partial result, with which a wait may continue. */
  | { readonly kind: 'timedOut'; readonly timeoutMs: number; readonly soFar: Result | null }
  /** The task of a handler has ended. */
  | {
      readonly kind: 'handled';
      readonly failure: FailureOutcome;
      readonly handler: number;
      readonly outcome: TaskOutcome;
    };

export interface DoneResult<Result = unknown> {
  readonly kind: 'done';
  readonly result: Result;
  /** Default 1. */
  readonly attempt?: number;
  /** RFC 3339; set if the worker's clock is used. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** Requests the end of a task: outcome, outputs, next task. */
export interface ResponseRequest<Task extends TaskNode = TaskNode, Result = unknown> extends CarriesAlong {
  readonly config: Task;
  readonly place: TaskPlace;
  readonly context: TaskContext;
  /** Null if it never started. */
  readonly state: TaskState | null;
  readonly result: TaskResult<Result>;
}

export type ResponseReply = CarriesAlong &
  (
    | { readonly kind: 'ended'; readonly state: TaskState; readonly outcome: TaskOutcome; readonly next: string | null }
    /** The workflow runs the task of `onError[handler]`, and then sends the request again. */
    | {
        readonly kind: 'handling';
        readonly state: TaskState;
        readonly failure: FailureOutcome;
        readonly handler: number;
      }
  );

/** The result of a wait for signals. */
export interface WaitResult {
  readonly signals: readonly JsonObject[];
  readonly processed: readonly Json[];
}

/** The result of a signal task. */
export interface SignalResult {
  readonly signal: string;
  readonly to: SignalTarget;
  readonly workflowIds: readonly string[];
}

/** The routes taken, with the outputs of their tasks. */
export interface RouterResult {
  readonly jump: RouteKey | null;
  readonly taken: readonly { readonly route: RouteKey; readonly output: Json }[];
}
