import type { Json } from './json';
import type { FailureStatus, TaskStatus } from './status';
import type { TaskError } from './task-error';

/**
 * What is recorded of one visit of one task. The progress of a run is its recorded states: an orchestrator that is
 * given them goes on from there. Written to the store through the outbox, without `progress`.
 */
export interface TaskState extends ShownFields {
  /** Names the state in its run, e.g. `each[12]/fetch#2`; empty for the run itself. */
  readonly path: string;
  readonly id: string;
  readonly type: string;
  readonly status: TaskStatus;
  /** Grows with every transition of the run, from 1, so it orders them in time; a lower or equal one never overwrites. */
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
  /** While the handler of a failure runs: how the task failed. */
  readonly handling?: FailureStatus;
  /** The engine that ran the visit, where it was the old one. */
  readonly engine?: 'legacy';
  /** The jump that the outcome asked for: a task of the list, or `end`. */
  readonly next?: string;
  /** What is needed to go on from here; not there any more when the visit has ended. */
  readonly progress?: TaskProgress;
}

/** What people see of a task, where an expression makes it; the plan has what is plain. */
export interface ShownFields {
  readonly title?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What another execution needs to go on in the middle of a visit. Times are milliseconds since the epoch. */
export interface TaskProgress {
  /** End of the `delay`. */
  readonly startsAtMs?: number;
  /** End of the `timeout`. */
  readonly deadlineMs?: number;
  /** The handler of the failure that runs: its place in `onError`, and when the task failed (RFC 3339). */
  readonly handler?: { readonly place: number; readonly failedAt: string };
  /** What the orchestrator of the type keeps; known to it alone. */
  readonly own?: Json;
  /** Of the shape of `own`. Default 1. */
  readonly version?: number;
}
