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

/** What came of the work of a task. */
export type TaskResult<Result = unknown> =
  | DoneResult<Result>
  | { readonly kind: 'failed'; readonly failure: FailureOutcome; readonly attempt?: number }
  /** `soFar`: what a wait may go on with. */
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
  /** RFC 3339, where the worker's clock counts. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** Asks for the end of a task: outcome, outputs, next task. */
export interface ResponseRequest<Task extends TaskNode = TaskNode, Result = unknown> extends CarriesAlong {
  readonly config: Task;
  readonly place: TaskPlace;
  readonly context: TaskContext;
  /** Null where it never began. */
  readonly state: TaskState | null;
  readonly result: TaskResult<Result>;
}

export type ResponseReply = CarriesAlong &
  (
    | { readonly kind: 'ended'; readonly state: TaskState; readonly outcome: TaskOutcome; readonly next: string | null }
    /** The workflow runs the task of `onError[handler]` and asks again. */
    | {
        readonly kind: 'handling';
        readonly state: TaskState;
        readonly failure: FailureOutcome;
        readonly handler: number;
      }
  );

/** What a wait for signals has. */
export interface WaitResult {
  readonly signals: readonly JsonObject[];
  readonly processed: readonly Json[];
}

/** Where a signal went. */
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
