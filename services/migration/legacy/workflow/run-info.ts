import type { Plan, RunInfo } from '@octavo/orchestrators';
import { workflowInfo } from '@temporalio/workflow';

/** The value of `run` in expressions. */
export function runInfoOf({ id, version }: Plan): RunInfo {
  const { workflowId, firstExecutionRunId, startTime, parent } = workflowInfo();
  return {
    ...{ id: firstExecutionRunId, workflowId, definition: id, version },
    startedAt: new Date(startTime).toISOString(),
    parent: parent === undefined ? null : { workflowId: parent.workflowId, runId: parent.runId },
  };
}
