import type { TaskState } from '@octavo/orchestrators';

/** The states of a run in the workflow; the states that activities wrote are recorded here. */
export interface StateBook {
  stateOf(path: string): TaskState | undefined;
  record(state: TaskState): void;
  /** The version of the next transition; versions order all transitions of the run. */
  nextVersion(): number;
}

/** The states of a run that is completely on the old engine. */
export class RunStateBook implements StateBook {
  readonly #states = new Map<string, TaskState>();
  #version = 1;

  all(): Iterable<TaskState> {
    return this.#states.values();
  }

  stateOf(path: string): TaskState | undefined {
    return this.#states.get(path);
  }

  record(state: TaskState): void {
    this.#states.set(state.path, state);
  }

  nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }
}
