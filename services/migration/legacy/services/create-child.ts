import type { TaskState } from '@octavo/orchestrators';
import type { StateWriter } from '../activities/state-writer';
import type { TaskContext } from '../contracts/task-context';

/** Creates the state of one task before its work; children of one parent are created one at a time. */
export class CreateChild {
  readonly #states: StateWriter;

  constructor(states: StateWriter) {
    this.#states = states;
  }

  async execute({ run }: TaskContext, state: TaskState): Promise<TaskState> {
    await this.#states.write(run, state);
    return state;
  }
}
