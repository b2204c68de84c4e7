import { plainTitles, type Plan, type TaskState, type TaskStatus } from '@octavo/orchestrators';
import { setCurrentDetails } from '@temporalio/workflow';
import { CurrentDetails } from './current-details';

/** The progress of a run, as queries and the Temporal UI show it. */
export class RunProgress {
  readonly #counts = new TaskCounts();
  readonly #details: CurrentDetails;
  #status: TaskStatus = 'RUNNING';

  constructor(plan: Plan) {
    const { id, version, title = id } = plan;
    this.#details = new CurrentDetails(`${title} ${version}`, () => plainTitles(plan));
  }

  /** The run's status, and the number of reached tasks by status. */
  get view(): { readonly status: TaskStatus; readonly tasks: Readonly<Partial<Record<TaskStatus, number>>> } {
    return { status: this.#status, tasks: this.#counts.all };
  }

  record(state: TaskState): void {
    this.#details.update(state, this.#counts.count(state));
  }

  end(status: TaskStatus): void {
    this.#status = status;
  }

  /** Shows the run as a tree in the Temporal UI. `toJSON` renders it on each request, not on each transition. */
  showDetails(): void {
    const details = { toJSON: () => this.#details.render() };
    setCurrentDetails(details as unknown as string);
  }
}

/** Counts the reached tasks by status. */
export class TaskCounts {
  readonly #statusOf = new Map<string, TaskStatus>();
  readonly #counts = new Map<TaskStatus, number>();

  /** Returns the previous status; undefined for a new task. */
  count({ path, status }: TaskState): TaskStatus | undefined {
    const before = this.#statusOf.get(path);
    if (before === status) return before;
    if (before !== undefined) this.#counts.set(before, (this.#counts.get(before) ?? 1) - 1);
    this.#statusOf.set(path, status);
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
    return before;
  }

  /** The counts that are not zero. */
  get all(): Readonly<Partial<Record<TaskStatus, number>>> {
    return Object.fromEntries([...this.#counts].filter(([, count]) => count > 0));
  }
}
