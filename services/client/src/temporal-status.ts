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

/** Our word for a status of Temporal's. A run that ended as TIMED_OUT by its own `timeout` is FAILED for Temporal. */
export function statusOfTemporal(name: string): TaskStatus {
  return statuses[name] ?? 'RUNNING';
}
