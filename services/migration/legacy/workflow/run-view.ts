import type { TaskStatus } from '@octavo/orchestrators';
import type { RunStatusView, TasksPage, TasksQuery, TaskSummary } from '@octavo/workflows';
import { defineQuery, setHandler } from '@temporalio/workflow';
import type { LegacyRunContext } from './legacy-run-context';
import { summarize } from './run-result';

const statusQuery = defineQuery<RunStatusView>('octavo.status');
const tasksQuery = defineQuery<TasksPage, [TasksQuery?]>('octavo.tasks');
const taskQuery = defineQuery<TaskSummary | null, [string]>('octavo.task');

const PAGE = 500;

/** Answers the queries of Octavo's readers. */
export function answerQueries(run: LegacyRunContext): void {
  setHandler(statusQuery, () => statusOf(run));
  setHandler(tasksQuery, ({ from = 0 } = {}) => pageOf(run, from));
  setHandler(taskQuery, (path) => {
    const state = run.states.get(path);
    return state === undefined ? null : summarize(state);
  });
}

function statusOf(run: LegacyRunContext): RunStatusView {
  const { definition, version, startedAt } = run.parts.values.info;
  const tasks: Partial<Record<TaskStatus, number>> = {};
  for (const { status } of run.states.values()) tasks[status] = (tasks[status] ?? 0) + 1;
  const waitingFor = run.parts.signals.awaited;
  return { status: waitingFor.length > 0 ? 'WAITING' : 'RUNNING', definition, version, startedAt, tasks, waitingFor };
}

function pageOf({ states }: LegacyRunContext, from: number): TasksPage {
  const page = [...states.values()].slice(from, from + PAGE);
  const tasks = Object.fromEntries(page.map((state) => [state.path, summarize(state)]));
  return from + PAGE < states.size ? { tasks, next: from + PAGE } : { tasks };
}
