import type { RunInfo, TaskState } from '@octavo/orchestrators';
import { type RunFacts, type TaskStateStore, toStoredTaskState } from '@octavo/state';
import { Context } from '@temporalio/activity';

type RunIds = Pick<RunInfo, 'workflowId' | 'id'>;

/** Returns the epoch for a state of a run; empty in the first execution of the run. */
export type EpochOf = (run: RunIds) => { readonly epoch?: number };

/** Writes states one by one. Rejects if the store fails; the activity is then retried. */
export class StateWriter {
  readonly #store: Pick<TaskStateStore, 'write'>;
  readonly #epochOf: EpochOf;

  constructor(store: Pick<TaskStateStore, 'write'>, epochOf: EpochOf = () => ({})) {
    this.#store = store;
    this.#epochOf = epochOf;
  }

  /** Idempotent: a lower or equal version never overwrites. */
  async write(run: RunIds, state: TaskState, facts?: RunFacts): Promise<void> {
    const { workflowId, id } = run;
    const states = [{ ...toStoredTaskState(state), ...this.#epochOf(run) }];
    await this.#store.write({ workflowId, firstRunId: id, states, ...(facts === undefined ? {} : { run: facts }) });
  }
}

/**
 * The epoch of states that an activity writes in a later execution of the run (after a reset or a retry by Temporal): the
 * time when the activity was scheduled, in milliseconds, which is the same for all its attempts.
 */
export const epochOfActivity: EpochOf = ({ workflowId, id }) => {
  const { workflowExecution: execution, scheduledTimestampMs: epoch } = Context.current().info;
  return execution?.workflowId === workflowId && execution.runId !== id ? { epoch } : {};
};
