import type { Engine, TaskState } from '@octavo/orchestrators';
import type { StateBook } from '../workflow/state-book';

/** The states of a run with both engines: each engine sees the states of the other, and their versions have one order. */
export class SharedStateBook implements StateBook {
  readonly #records: Engine['records'];

  constructor(records: Engine['records']) {
    this.#records = records;
  }

  stateOf(path: string): TaskState | undefined {
    return this.#records.stateOf(path);
  }

  record(state: TaskState): void {
    this.#records.adopt(state);
  }

  nextVersion(): number {
    return this.#records.reserveVersion();
  }
}
