import type { ListScope } from './scope';
import type { TaskNode } from '../model/plan';
import type { TaskOutcome } from '../model/outcome';
import type { Eventually } from './eventually';
import type { Cancellation } from './cancellation';
import type { TaskPriority } from './action-runner';

/** One visit of a task that is about to run, with its position. */
export interface ChildTask {
  readonly task: TaskNode;
  readonly path: string;
  readonly visit: number;
  /** The list that contains it, which receives its end. */
  readonly scope: ListScope;
  /** The number of visits of the task in this round of its list, including this one; default 1. */
  readonly visitOfRound?: number;
  /**
   * Called with the outcome at the moment of its end, before anything else can end; not for visits that had already
   * ended.
   */
  onEnd?(outcome: TaskOutcome): void;
}

/**
 * The children of a container that run at the same time; each is prepared when it has its turn. First come children that
 * have ended, in the order of their ends, then children that were running, then the others, longest wait first. Pure: the
 * same task and records give the same children in the same order.
 */
export interface ChildTaskManager {
  readonly total: number;
  /** True if children wait for others: then all are prepared at the start. */
  readonly hasNeeds: boolean;
  /** The next child; undefined if none is left. */
  next(): PreparedChild | undefined;
}

/** A child of a container whose children run at the same time. */
export interface PreparedChild {
  /** Its index among the children. */
  readonly index: number;
  readonly recorded: RecordedChild;
  /** Indices of the children that must end first; default none. */
  readonly needs?: readonly number[];
  /** Runs it, or answers from its record. */
  run(group: ChildGroup): Eventually<TaskOutcome>;
  /** Called if the container ended before the child started. */
  cancelUnstarted(): void;
}

/** The record of a child from an earlier execution: none, started, or ended; versions order ends in time. */
export type RecordedChild = { readonly kind: 'new' | 'begun' } | { readonly kind: 'ended'; readonly version: number };

/** What a child needs from the other children. */
export interface ChildGroup {
  readonly cancellation: Cancellation;
  /** Called at the moment of the child's end, so that nothing else ends before the decision. */
  readonly end: (outcome: TaskOutcome) => void;
}

/** Runs a prepared child to its outcome; the only way to run a task inside another one. */
export interface TaskRunner {
  run(child: ChildTask, parent: RunParent): Eventually<TaskOutcome>;
}

/** What a child inherits from its parent. */
export interface RunParent {
  readonly cancellation: Cancellation;
  readonly priority: TaskPriority;
}
