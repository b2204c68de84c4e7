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

/** Prepares the children of a container. Preparing is pure: the same task and states give the same children. */
export interface ChildTaskManager<Task, Input = void> {
  prepareChildren(task: Task, input: Input): readonly ChildTask[];
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
