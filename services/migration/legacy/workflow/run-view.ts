import { asIfReceived, type RunInfo, type SignalBuffer, type TaskStatus, type WaitsView } from '@octavo/orchestrators';
import type { RunStatusView, SignalEnvelope, TasksPage, TasksQuery, TaskSummary } from '@octavo/workflows';
import { defineQuery, setHandler } from '@temporalio/workflow';
import { summarize } from './run-result';
import type { RunStateBook } from './state-book';

const statusQuery = defineQuery<RunStatusView>('octavo.status');
const tasksQuery = defineQuery<TasksPage, [TasksQuery?]>('octavo.tasks');
const waitsQuery = defineQuery<WaitsView, [SignalEnvelope?]>('octavo.waits');
const taskQuery = defineQuery<TaskSummary | null, [string]>('octavo.task');

const PAGE = 500;

interface ViewedRun {
  readonly info: RunInfo;
  readonly states: RunStateBook;
  readonly signals: SignalBuffer;
}

/** Answers the queries of Octavo's readers. */
export function answerQueries(run: ViewedRun): void {
  setHandler(statusQuery, () => statusOf(run));
  setHandler(tasksQuery, ({ from = 0 } = {}) => pageOf(run, from));
  setHandler(waitsQuery, (envelope) => run.signals.explain(asIfReceived(envelope, new Date().toISOString())));
  setHandler(taskQuery, (path) => {
    const state = run.states.stateOf(path);
    return state === undefined ? null : summarize(state);
  });
}

function statusOf({ info, states, signals }: ViewedRun): RunStatusView {
  const { definition, version, startedAt } = info;
  const tasks: Partial<Record<TaskStatus, number>> = {};
  for (const { status } of states.all()) tasks[status] = (tasks[status] ?? 0) + 1;
  const waitingFor = signals.awaited;
  return { status: waitingFor.length > 0 ? 'WAITING' : 'RUNNING', definition, version, startedAt, tasks, waitingFor };
}

function pageOf({ states }: ViewedRun, from: number): TasksPage {
  const all = [...states.all()];
  const tasks = Object.fromEntries(all.slice(from, from + PAGE).map((state) => [state.path, summarize(state)]));
  return from + PAGE < all.length ? { tasks, next: from + PAGE } : { tasks };
}
