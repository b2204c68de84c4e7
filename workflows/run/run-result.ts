import {
  type FailureStatus,
  type Json,
  pickShown,
  type ShownFields,
  type TaskError,
  type TaskState,
  type TaskStatus,
} from '@octavo/orchestrators';

/** How a run ended, as everybody gets it: the workflow's result, or the first detail of its failure. */
export interface RunResult {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: 'SUCCESS' | FailureStatus;
  readonly output: Json;
  readonly error: TaskError | null;
  /** States of the tasks that were reached, by path. */
  readonly tasks: Readonly<Record<string, TaskSummary>>;
  /** Items beyond the first 1,000 of a collection: how many, by the collection's path. Absent where there are none. */
  readonly unlisted?: Readonly<Record<string, number>>;
  /** The whole would be larger than Temporal takes: `outputs` or even `tasks` are left out. Queries have them. */
  readonly leftOut?: 'outputs' | 'tasks';
}

/** What a result tells of a task. `title`, `description` and `labels` are there where expressions make them. */
export interface TaskSummary extends ShownFields {
  readonly type: string;
  readonly status: TaskStatus;
  readonly output: Json;
  readonly error: TaskError | null;
  readonly attempt: number;
  readonly visit: number;
  readonly handled: boolean;
  /** RFC 3339 UTC; null before. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** The engine that ran it, where it was the old one of a migration. */
  readonly engine?: 'legacy';
}

export function summarizeTask(state: TaskState): TaskSummary {
  const { type, status, output, error, attempt, visit, handled, startedAt, endedAt, engine } = state;
  const summary = { type, status, output, error, attempt, visit, handled, startedAt, endedAt, ...pickShown(state) };
  return engine === undefined ? summary : { ...summary, engine };
}
