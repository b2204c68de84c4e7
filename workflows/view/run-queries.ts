import {
  asIfReceived,
  maxBytes,
  type ReceivedSignal,
  type TaskState,
  type TaskStatus,
  type WaitsView,
} from '@octavo/orchestrators';
import { defineQuery, setHandler } from '@temporalio/workflow';
import { summarizeTask, taskBytes, type TaskSummary } from '../run/run-result';
import type { SignalEnvelope } from '../signals/incoming-signals';

/** Answer of the query `octavo.status`. */
export interface RunStatusView {
  readonly status: TaskStatus;
  readonly definition: string;
  readonly version: string;
  readonly startedAt: string;
  /** Number of reached tasks by status. */
  readonly tasks: Readonly<Partial<Record<TaskStatus, number>>>;
  /** Names of the signals that the run waits for. */
  readonly waitingFor: readonly string[];
}

/** Argument of the query `octavo.tasks`. */
export interface TasksQuery {
  /** `next` of the previous page; default: the first page. */
  readonly from?: number;
}

/** Answer of the query `octavo.tasks`: tasks in the order in which they were reached. */
export interface TasksPage {
  readonly tasks: Readonly<Record<string, TaskSummary>>;
  /** Absent on the last page. */
  readonly next?: number;
}

export interface RunView {
  status(): RunStatusView;
  states(): Iterable<TaskState>;
  stateOf(path: string): TaskState | undefined;
  explain(signal: ReceivedSignal): WaitsView;
}

export const statusQuery = defineQuery<RunStatusView>('octavo.status');
export const tasksQuery = defineQuery<TasksPage, [TasksQuery?]>('octavo.tasks');
export const waitsQuery = defineQuery<WaitsView, [SignalEnvelope?]>('octavo.waits');
export const taskQuery = defineQuery<TaskSummary | null, [string]>('octavo.task');

/** Limit of a page. A query's answer is one message of at most 4 MiB, with one payload of at most 2 MiB. */
const MAX_PAGE_TASKS = 2_000;

/** Answers `octavo.status`, `octavo.tasks`, `octavo.task` and `octavo.waits`. */
export function answerQueries(view: RunView): void {
  setHandler(statusQuery, () => view.status());
  setHandler(tasksQuery, (query) => pageOf(view.states(), query?.from ?? 0));
  setHandler(waitsQuery, (envelope) => view.explain(asIfReceived(envelope, new Date().toISOString())));
  setHandler(taskQuery, (path) => {
    const state = view.stateOf(path);
    return state === undefined ? null : summarizeTask(state);
  });
}

function pageOf(states: Iterable<TaskState>, from: number): TasksPage {
  const tasks: Record<string, TaskSummary> = {};
  let position = -1;
  let sizeBytes = 0;
  for (const state of states) {
    position += 1;
    if (position < from) continue;
    const summary = summarizeTask(state);
    sizeBytes += taskBytes(state);
    const isFull = sizeBytes > maxBytes.tasks || position - from >= MAX_PAGE_TASKS;
    if (isFull && position > from) return { tasks, next: position };
    tasks[state.path] = summary;
  }
  return { tasks };
}
