import type { Json } from '../model/json';
import type { TaskState } from '../model/task-state';

/** The names that expressions of a task see; inner names shadow outer ones. */
export interface Scope {
  /** The value of a root name; undefined where there is none. `tasks` is a namespace, looked up lazily. */
  get(name: string): unknown;
  /** A scope with more names. */
  bind(bindings: Readonly<Record<string, Json>>): Scope;
  /** A scope for a list of tasks inside; it sees what this one sees. */
  openList(): ListScope;
  /** The latest finished visit of the task `id` in the nearest list that has one, from here outwards. */
  finished(id: string): TaskState | undefined;
  /** The ids that `finished` knows, of the inner lists first. */
  finishedIds(): readonly string[];
}

/** The scope of a list of tasks: what ended in it is seen as `tasks.<id>`. */
export interface ListScope extends Scope {
  /** Makes `state` the latest finished visit of its task. */
  finish(state: TaskState): void;
  /** The outputs of the list's finished tasks (success or handled) by id, in the order of ending. */
  outputs(): Readonly<Record<string, Json>>;
}
