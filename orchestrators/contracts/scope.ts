import type { Json } from '../model/json';
import type { TaskState } from '../model/task-state';

/** The names that expressions of a task see; inner names shadow outer ones. */
export interface Scope {
  /** The value of a root name; undefined if there is none. `tasks` is a namespace that is resolved lazily. */
  get(name: string): unknown;
  /** A scope with more names. */
  bind(bindings: Readonly<Record<string, Json>>): Scope;
  /** A scope for a list of tasks inside; it also sees the names of this one. */
  openList(): ListScope;
  /** The latest finished visit of the task `id`, in the nearest list around this scope that has one. */
  finished(id: string): TaskState | undefined;
  /** The ids that `finished` finds, inner lists first. */
  finishedIds(): readonly string[];
}

/** The scope of a list of tasks: its ended tasks are visible as `tasks.<id>`. */
export interface ListScope extends Scope {
  /** Sets `state` as the latest finished visit of its task. */
  finish(state: TaskState): void;
  /** The outputs of the list's finished tasks (success or handled) by id, in the order of ending. */
  outputs(): Readonly<Record<string, Json>>;
}
