import type { RunOutcome, TaskState } from '@octavo/orchestrators';
import { workflowInfo } from '@temporalio/workflow';
import { listTasks } from './list-tasks';
import type { RunResult } from './run-result';

/** How the run ended, with its tasks. */
export function toRunResult(outcome: RunOutcome, states: Iterable<TaskState>): RunResult {
  const { workflowId, runId } = workflowInfo();
  const { status, output } = outcome;
  const error = outcome.status === 'SUCCESS' ? null : outcome.error;
  return { workflowId, runId, status, output, error, ...listTasks(states, { output, error }) };
}
