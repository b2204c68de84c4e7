import type { TaskState, TaskStatus } from '@octavo/orchestrators';

/** Reached tasks by status, kept up with each transition. */
export class TaskCounts {
  readonly #statusOf = new Map<string, TaskStatus>();
  readonly #counts = new Map<TaskStatus, number>();

  /** Returns the status before; undefined for a task that was not reached yet. */
  count({ path, status }: TaskState): TaskStatus | undefined {
    const before = this.#statusOf.get(path);
    if (before === status) return before;
    if (before !== undefined) this.#counts.set(before, (this.#counts.get(before) ?? 1) - 1);
    this.#statusOf.set(path, status);
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
    return before;
  }

  /** Statuses that some task has. */
  get all(): Readonly<Partial<Record<TaskStatus, number>>> {
    return Object.fromEntries([...this.#counts].filter(([, count]) => count > 0));
  }
}
