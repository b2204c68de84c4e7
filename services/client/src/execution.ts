import type { TaskStatus } from '@octavo/orchestrators';
import type { StoredTaskState } from '@octavo/state';
import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';

/** Names one run; without `runId` the latest of the workflow id. */
export interface RunAddress {
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

/** One execution of a run: each reset, and each retry by Temporal, starts another execution of the same run. */
export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
  /** Run id of the first execution; the store keeps the states of all executions under it. */
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

const statuses: Readonly<Record<string, TaskStatus>> = {
  RUNNING: 'RUNNING',
  PAUSED: 'PAUSED',
  COMPLETED: 'SUCCESS',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELED',
  TERMINATED: 'CANCELED',
  TIMED_OUT: 'TIMED_OUT',
  CONTINUED_AS_NEW: 'RUNNING',
};

/** The Temporal statuses, as queries name them, that a run with this status can have. */
export function statusesOfTemporal(status: TaskStatus): readonly string[] {
  const names = Object.keys(statuses).filter((name) => statuses[name] === status);
  const all = status === 'TIMED_OUT' ? [...names, 'FAILED'] : names;
  return all.map((name) => QUERY_NAMES[name]).filter((name) => name !== undefined);
}

const QUERY_NAMES: Readonly<Record<string, string>> = {
  RUNNING: 'Running',
  PAUSED: 'Paused',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Canceled',
  TERMINATED: 'Terminated',
  TIMED_OUT: 'TimedOut',
  CONTINUED_AS_NEW: 'ContinuedAsNew',
};

/** Octavo's status for a Temporal status. A run that ended as TIMED_OUT by its own `timeout` is FAILED in Temporal. */
export function statusOfTemporal(name: string): TaskStatus {
  return statuses[name] ?? 'RUNNING';
}

type Event = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>[number];

/**
 * The end of the history that an execution made by a reset shares with an earlier one, in milliseconds since the epoch;
 * undefined for any other execution. Reads the whole history.
 */
export async function readSharedUntilMs(
  client: Client,
  { workflowId, runId }: Pick<Execution, 'workflowId' | 'runId'>,
): Promise<number | undefined> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const all = events ?? [];
  // A reset fails the workflow task at its reset point, and names the new execution in that event.
  const reset = all.findLastIndex(({ workflowTaskFailedEventAttributes: failed }) => Boolean(failed?.newRunId));
  return reset < 1 ? undefined : timeMsOf(all[reset - 1]);
}

function timeMsOf({ eventTime }: Event = {}): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}
