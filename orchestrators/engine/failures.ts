import type { WorkResult } from '../contracts/task-orchestrator';
import { withinErrorSize } from '../model/error-size';
import type { FailureOutcome } from '../model/outcome';
import type { FailureStatus } from '../model/status';
import { asTaskFailure, errorAt, type TaskError, TaskFailure } from '../model/task-error';
import { CanceledError } from './cancellation-node';

/** Turns whatever was thrown at `path` into an outcome: the one place where exceptions become values. */
export function failureFromThrown(thrown: unknown, path: string): FailureOutcome {
  if (thrown instanceof CanceledError) return canceledOutcome(path);
  return failureOutcome('FAILED', errorAt(path, asTaskFailure(thrown)));
}

/** The same for the work of a task, whose state tells the attempt that failed. */
export function workFromThrown(thrown: unknown, path: string): WorkResult {
  const attempt = thrown instanceof TaskFailure ? { attempt: thrown.attempt } : {};
  return { outcome: failureFromThrown(thrown, path), ...attempt };
}

/** CANCELED, at `path`. */
export function canceledOutcome(path: string): FailureOutcome {
  return failureOutcome('CANCELED', { code: 'CANCELED', message: 'cancelled', task: path, details: null, attempt: 1 });
}

/** TIMED_OUT, at `path`; `timeout` as the definition says it. */
export function timedOutOutcome(path: string, timeout: string): FailureOutcome {
  const message = `did not end within its timeout of ${timeout}`;
  return failureOutcome('TIMED_OUT', { code: 'TIMED_OUT', message, task: path, details: null, attempt: 1 });
}

/** A failure that nobody has handled, with an error of bounded size. */
export function failureOutcome(status: FailureStatus, error: TaskError): FailureOutcome {
  return { status, error: withinErrorSize(error), handled: false, output: null };
}

/** The failure of a container that passes the failure of a task inside on. */
export function passOn(inner: FailureOutcome): FailureOutcome {
  return failureOutcome('FAILED', inner.error);
}
