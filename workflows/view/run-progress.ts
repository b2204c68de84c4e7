import { type Plan, plainTitles, type TaskState, type TaskStatus } from '@octavo/orchestrators';
import { setCurrentDetails } from '@temporalio/workflow';
import { CurrentDetails } from './current-details';
import { TaskCounts } from './task-counts';

/** What people see of a run while it runs. */
export class RunProgress {
  readonly #counts = new TaskCounts();
  readonly #details: CurrentDetails;
  #status: TaskStatus = 'RUNNING';

  constructor(plan: Plan) {
    const { id, version, title = id } = plan;
    this.#details = new CurrentDetails(`${title} ${version}`, () => plainTitles(plan));
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

  /** Has the Temporal UI show the run as a tree; it is made when somebody looks, not with every transition. */
  showDetails(): void {
    const details = { toJSON: () => this.#details.render() };
    setCurrentDetails(details as unknown as string);
  }
}
