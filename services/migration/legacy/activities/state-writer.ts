import type { RunInfo, TaskState } from '@octavo/orchestrators';
import { type RunFacts, type TaskStateStore, toStoredTaskState } from '@octavo/state';

/** Writes states one by one. Rejects where the store does not take one: the activity is tried again then. */
export class StateWriter {
  readonly #store: Pick<TaskStateStore, 'write'>;

  constructor(store: Pick<TaskStateStore, 'write'>) {
    this.#store = store;
  }

  /** Idempotent: a lower or equal version never overwrites. */
  async write({ workflowId, id }: Pick<RunInfo, 'workflowId' | 'id'>, state: TaskState, run?: RunFacts): Promise<void> {
    const facts = run === undefined ? {} : { run };
    await this.#store.write({ workflowId, firstRunId: id, states: [toStoredTaskState(state)], ...facts });
  }
}
