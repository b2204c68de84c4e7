import type { Json, TaskError, TaskStatus } from '@octavo/orchestrators';

/** What a tree shows of a task: a state of it, from the store, a query or a result. */
export interface TaskView {
  /** Where an expression makes it; the plan has the others. */
  readonly title?: string;
  readonly type: string;
  readonly status: TaskStatus;
  readonly output?: Json;
  readonly error: TaskError | null;
  readonly attempt: number;
  readonly handled: boolean;
  /** RFC 3339; null before. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** States by task path. */
export type TaskViews = Readonly<Record<string, TaskView>>;
