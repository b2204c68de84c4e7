import type { Plan, TaskState, TaskStatus } from '@octavo/orchestrators';
import { CurrentDetails } from './current-details';
import { TaskCounts } from './task-counts';

/** What people see of a run while it runs. */
export class RunProgress {
  readonly #counts = new TaskCounts();
  readonly #details: CurrentDetails;
  #status: TaskStatus = 'RUNNING';

  constructor({ id, version, title = id }: Plan) {
    this.#details = new CurrentDetails(`${title} ${version}`);
  }

  get isStale(): boolean {
    return this.#details.isStale;
  }

  /** The run's status and its reached tasks by status. */
  get view(): { readonly status: TaskStatus; readonly tasks: Readonly<Partial<Record<TaskStatus, number>>> } {
    return { status: this.#status, tasks: this.#counts.all };
  }

  record(state: TaskState): void {
    this.#details.update(state, this.#counts.count(state));
  }

  end(status: TaskStatus): void {
    this.#status = status;
  }

  render(): string {
    return this.#details.render();
  }
}
