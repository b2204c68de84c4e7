import type { TaskState } from '@octavo/orchestrators';

/** The states of a run as the workflow knows them; what activities wrote is told here. */
export interface StateBook {
  stateOf(path: string): TaskState | undefined;
  record(state: TaskState): void;
  /** The version of the next transition: it orders all of the run. */
  nextVersion(): number;
}

/** The book of a run that the old engine runs from its first task to its last. */
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
