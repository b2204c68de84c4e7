import type { ListScope } from './scope';
import type { TaskNode } from '../model/plan';
import type { TaskOutcome } from '../model/outcome';
import type { Eventually } from './eventually';
import type { Cancellation } from './cancellation';
import type { TaskPriority } from './action-runner';

/** One visit of a task that is about to run: the task with its place. */
export interface ChildTask {
  readonly task: TaskNode;
  readonly path: string;
  readonly visit: number;
  /** The list that it stands in; its end is told there. */
  readonly scope: ListScope;
  /** Visits of the task in this round of its list, this one included; default 1. */
  readonly visitOfRound?: number;
  /** Told the outcome at the very moment of its end, before anything else can end; not for what ended before. */
  onEnd?(outcome: TaskOutcome): void;
}

/**
 * The children of a container that run at the same time, each prepared when it has its turn: those that had ended, in the
 * order in which they had, then those that were under way, then those that have waited longest for others to end. Pure: the
 * same task and records give the same children in the same order.
 */
export interface ChildTaskManager {
  readonly total: number;
  /** True where children wait for others: then all are prepared at the start. */
  readonly hasNeeds: boolean;
  /** The child whose turn it is; undefined where none is left. */
  next(): PreparedChild | undefined;
}

/** A child of a container whose children run at the same time. */
export interface PreparedChild {
  /** Among the children, from 0. */
  readonly place: number;
  readonly recorded: RecordedChild;
  /** Places of the children that have to end first; default none. */
  readonly needs?: readonly number[];
  /** Runs it, or answers from its record. */
  run(group: ChildGroup): Eventually<TaskOutcome>;
  /** Told when the container ended before it started. */
  leaveOut(): void;
}

/** What an earlier execution left of a child: nothing, its begin, or its end; versions order ends in time. */
export type RecordedChild = { readonly kind: 'new' | 'begun' } | { readonly kind: 'ended'; readonly version: number };

/** What a child has of the others. */
export interface ChildGroup {
  readonly cancellation: Cancellation;
  /** To be told at the very moment of the child's end, so that nothing ends between what decides and the decision. */
  readonly end: (outcome: TaskOutcome) => void;
}

/** Runs a prepared child to its outcome; the one way down the tree. */
export interface TaskRunner {
  run(child: ChildTask, parent: RunParent): Eventually<TaskOutcome>;
}

/** What a child takes over from its parent. */
export interface RunParent {
  readonly cancellation: Cancellation;
  readonly priority: TaskPriority;
}
