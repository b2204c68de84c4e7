import { type FailureOutcome, pickShown, type SuccessOutcome, type TaskState } from '@octavo/orchestrators';
import type { RunResult, TaskSummary } from '@octavo/workflows';
import { workflowInfo } from '@temporalio/workflow';

/** Maximum number of listed items per collection; the others are counted. */
const MOST_ITEMS = 1_000;
const MOST_BYTES = 1024 * 1024;

/** The result of a run, in the form of the new engine. */
export function resultOf(outcome: SuccessOutcome | FailureOutcome, states: Iterable<TaskState>): RunResult {
  const { workflowId, runId } = workflowInfo();
  const error = outcome.status === 'SUCCESS' ? null : outcome.error;
  return { workflowId, runId, status: outcome.status, output: outcome.output, error, ...listTasks(states) };
}

/** The summary of a task in a result. */
export function summarize(state: TaskState): TaskSummary {
  const { type, status, output, error, attempt, visit, handled, startedAt, endedAt } = state;
  return { type, status, output, error, attempt, visit, handled, startedAt, endedAt, ...pickShown(state) };
}

function listTasks(states: Iterable<TaskState>): Pick<RunResult, 'tasks' | 'unlisted' | 'leftOut'> {
  const tasks: Record<string, TaskSummary> = {};
  const unlisted: Record<string, number> = {};
  for (const state of states) {
    const owner = ownerOfSurplus(state.path);
    if (owner === undefined) tasks[state.path] = summarize(state);
    else if (state.path.endsWith(']')) unlisted[owner] = (unlisted[owner] ?? 0) + 1;
  }
  const counted = Object.keys(unlisted).length === 0 ? {} : { unlisted };
  return JSON.stringify(tasks).length <= MOST_BYTES
    ? { tasks, ...counted }
    : { tasks: {}, leftOut: 'tasks', ...counted };
}

/** The collection of this state, if it belongs to an item beyond the limit. */
function ownerOfSurplus(path: string): string | undefined {
  for (const match of path.matchAll(/\[(\d+)\]/g))
    if (Number(match[1]) >= MOST_ITEMS) return path.slice(0, match.index);
  return undefined;
}
