import type { Json } from './json';
import type { FailureStatus, TaskStatus } from './outcome';
import type { TaskError } from './task-error';

/**
 * The record of one visit of one task. The recorded states are the whole progress of a run: an orchestrator that gets
 * them resumes from there. The outbox writes states to the store, without `progress`.
 */
export interface TaskState extends ShownFields {
  /** The key of the state in its run, e.g. `each[12]/fetch#2`; empty for the run itself. */
  readonly path: string;
  readonly id: string;
  readonly type: string;
  readonly status: TaskStatus;
  /**
   * From 1; every transition of the run increases it, so it orders transitions in time. A lower or equal version never
   * overwrites.
   */
  readonly version: number;
  /** From 1; the n-th visit of this task in its list. */
  readonly visit: number;
  /** From 1; the attempt that ran last. */
  readonly attempt: number;
  readonly output: Json;
  readonly error: TaskError | null;
  readonly handled: boolean;
  /** RFC 3339 UTC; null before the start. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** How the task failed, while the handler of the failure runs. */
  readonly handling?: FailureStatus;
  /** The engine that ran the visit, if it was the old one. */
  readonly engine?: 'legacy';
  /** The next task of the list that the outcome chose, or `end`. */
  readonly next?: string;
  /** The data to resume the visit; removed when the visit has ended. */
  readonly progress?: TaskProgress;
}

/** The titles and labels of a task that contain expressions; the plan has the plain ones. */
export interface ShownFields {
  readonly title?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The data to resume a visit in another execution. Times are milliseconds since the epoch. */
export interface TaskProgress {
  /** End of the `delay`. */
  readonly startsAtMs?: number;
  /** End of the `timeout`. */
  readonly deadlineMs?: number;
  /** The running handler of the failure: its index in `onError`, and when the task failed (RFC 3339). */
  readonly handler?: { readonly place: number; readonly failedAt: string };
  /** The own data of the orchestrator of the type, which no other code reads. */
  readonly own?: Json;
  /** Of the shape of `own`. Default 1. */
  readonly version?: number;
}
