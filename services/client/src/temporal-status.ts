import type { TaskStatus } from '@octavo/orchestrators';

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
