/** The statuses of a task and of a run, in the order in which they can be reached. Source: definition-language, "Statuses". */
export type TaskStatus = ActiveStatus | TerminalStatus;

export type ActiveStatus = 'PENDING' | 'RUNNING' | 'WAITING' | 'PAUSED';

/** A terminal status never changes. */
export type TerminalStatus = 'SUCCESS' | FailureStatus | 'SKIPPED';

export type FailureStatus = 'FAILED' | 'TIMED_OUT' | 'CANCELED';

const terminal: readonly TaskStatus[] = ['SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELED', 'SKIPPED'];
const active: readonly TaskStatus[] = ['PENDING', 'RUNNING', 'WAITING', 'PAUSED'];

/** Every status, active ones first. */
export const taskStatuses: readonly TaskStatus[] = [...active, ...terminal];

/** True for a status that never changes again. */
export function isTerminal(status: TaskStatus): status is TerminalStatus {
  return terminal.includes(status);
}

/**
 * True if a task can go from `from` to `to`. An active status can change to any other, or be written again (progress
 * within the same status). A terminal status never changes. No status returns to PENDING.
 */
export function canTransition(from: TaskStatus, to: TaskStatus): boolean {
  return !isTerminal(from) && (to !== 'PENDING' || from === 'PENDING');
}
