import type { StoredTaskState } from '@octavo/state';
import type { WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';

/** Names one run; without `runId` the latest of the workflow id. */
export interface RunAddress {
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

/** One execution of a run: each reset, and each retry by Temporal, starts another execution of the same run. */
export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
  /** Of the first execution; the store keeps the states of all executions under it. */
  readonly firstRunId: string;
  readonly taskQueue: string;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  /** Infinity while it is open. */
  readonly endMs: number;
}

type KnownOfExecution = Pick<WorkflowExecutionInfo, 'workflowId' | 'runId' | 'taskQueue' | 'startTime' | 'closeTime'>;

/** The execution in a description by Temporal. */
export function describedExecution(description: WorkflowExecutionDescription): Execution {
  const { firstRunId } = description.raw.workflowExecutionInfo ?? {};
  return executionOf(description, firstRunId);
}

/** The execution in a list of visibility; without `firstRunId` it counts as the first of its run. */
export function executionOf(info: KnownOfExecution, firstRunId?: string | null): Execution {
  const { workflowId, runId, taskQueue, startTime, closeTime } = info;
  return {
    ...{ workflowId, runId, taskQueue, firstRunId: firstRunId || runId },
    ...{ startMs: startTime.getTime(), endMs: closeTime?.getTime() ?? Number.POSITIVE_INFINITY },
  };
}

/**
 * Whether this execution wrote a state. Executions after the first use the time of writing as the epoch of their
 * states.
 */
export function hasWritten({ runId, firstRunId, startMs, endMs }: Execution, { epoch = 0 }: StoredTaskState): boolean {
  return epoch === 0 ? runId === firstRunId : epoch >= startMs && epoch <= endMs;
}
