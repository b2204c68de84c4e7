import type { TaskStatus } from '@octavo/orchestrators';
import type { StoredTaskState } from '@octavo/state';
import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';

/** Names one run; without `runId` the latest of the workflow id. */
export interface RunAddress {
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

/** One execution of a run: each reset, and each retry by Temporal, makes another one of the same run. */
export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
  /** Of the first execution, by which the store has the states of all of them. */
  readonly firstRunId: string;
  readonly taskQueue: string;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  /** Infinity while it is open. */
  readonly endMs: number;
}

type KnownOfExecution = Pick<WorkflowExecutionInfo, 'workflowId' | 'runId' | 'taskQueue' | 'startTime' | 'closeTime'>;

/** The execution that was described. */
export function describedExecution(description: WorkflowExecutionDescription): Execution {
  const { firstRunId } = description.raw.workflowExecutionInfo ?? {};
  return executionOf(description, firstRunId);
}

/** The execution that visibility listed; without `firstRunId` it counts as the first of its run. */
export function executionOf(info: KnownOfExecution, firstRunId?: string | null): Execution {
  const { workflowId, runId, taskQueue, startTime, closeTime } = info;
  return {
    ...{ workflowId, runId, taskQueue, firstRunId: firstRunId || runId },
    ...{ startMs: startTime.getTime(), endMs: closeTime?.getTime() ?? Number.POSITIVE_INFINITY },
  };
}

/** Whether this execution wrote a state. Later ones than the first give their states the time of writing as epoch. */
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

/** Statuses of Temporal's, as its queries name them, behind which a run of this status may be. */
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

/** Our word for a status of Temporal's. A run that ended as TIMED_OUT by its own `timeout` is FAILED for Temporal. */
export function statusOfTemporal(name: string): TaskStatus {
  return statuses[name] ?? 'RUNNING';
}

type Event = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>[number];

/**
 * Until when an execution that a reset made shares the history of an earlier one, in milliseconds since the epoch;
 * undefined for any other. Reads the whole history.
 */
export async function readSharedUntilMs(
  client: Client,
  { workflowId, runId }: Pick<Execution, 'workflowId' | 'runId'>,
): Promise<number | undefined> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const all = events ?? [];
  // A reset ends the workflow task that it goes back to, and names the run that goes on from there.
  const reset = all.findLastIndex(({ workflowTaskFailedEventAttributes: failed }) => Boolean(failed?.newRunId));
  return reset < 1 ? undefined : timeMsOf(all[reset - 1]);
}

function timeMsOf({ eventTime }: Event = {}): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}
