import type { Json } from './json';
import type { TaskError } from './task-error';

/** The statuses of a task and of a run, in the order in which they can be reached. Source: glossary, "status". */
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

/** How a task ended. Outcomes go up as values; the code above a task catches no exceptions of it. */
export type TaskOutcome = SuccessOutcome | FailureOutcome | SkippedOutcome;

export interface SuccessOutcome {
  readonly status: 'SUCCESS';
  readonly output: Json;
  /** The task of the same list to go to, or `end`; absent: the task's own `then` applies. */
  readonly next?: string;
}

export interface FailureOutcome {
  readonly status: FailureStatus;
  readonly error: TaskError;
  /** A handled failure counts as a success. */
  readonly handled: boolean;
  /** Null, or the output of the handler. */
  readonly output: Json;
  readonly next?: string;
}

export interface SkippedOutcome {
  readonly status: 'SKIPPED';
}

/** How strategies and aggregations count an outcome. Source: glossary, "verdict". */
export type Verdict = 'success' | 'failure' | 'skipped';

export function verdictOf(outcome: TaskOutcome): Verdict {
  if (outcome.status === 'SUCCESS') return 'success';
  if (outcome.status === 'SKIPPED') return 'skipped';
  return outcome.handled ? 'success' : 'failure';
}

/** A failure that no handler has matched. */
export type UnhandledFailure = FailureOutcome & { readonly handled: false };

/** True for an outcome that counts as a failure. */
export function isFailure(outcome: TaskOutcome | undefined): outcome is UnhandledFailure {
  return outcome !== undefined && verdictOf(outcome) === 'failure';
}

/** The output of an outcome; null if it is neither a success nor handled. */
export function outputOf(outcome: TaskOutcome | undefined): Json {
  if (outcome === undefined || outcome.status === 'SKIPPED' || isFailure(outcome)) return null;
  return outcome.output;
}
