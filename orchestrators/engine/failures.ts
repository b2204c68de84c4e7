import type { WorkResult } from '../contracts/task-orchestrator';
import { withinErrorSize } from '../model/size';
import type { FailureOutcome, FailureStatus } from '../model/outcome';
import { asTaskFailure, errorAt, type TaskError, TaskFailure } from '../model/task-error';
import { CanceledError } from './cancellation-node';

/** Converts a value that was thrown at `path` to an outcome. Only this function turns exceptions into values. */
export function failureFromThrown(thrown: unknown, path: string): FailureOutcome {
  if (thrown instanceof CanceledError) return canceledOutcome(path);
  return failureOutcome('FAILED', errorAt(path, asTaskFailure(thrown)));
}

/** The same for the work of a task; adds the number of the failed attempt, which becomes part of the state. */
export function workFromThrown(thrown: unknown, path: string): WorkResult {
  const attempt = thrown instanceof TaskFailure ? { attempt: thrown.attempt } : {};
  return { outcome: failureFromThrown(thrown, path), ...attempt };
}

/** CANCELED, at `path`. */
export function canceledOutcome(path: string): FailureOutcome {
  return failureOutcome('CANCELED', { code: 'CANCELED', message: 'cancelled', task: path, details: null, attempt: 1 });
}

/** TIMED_OUT, at `path`; `timeout` is the duration as text, such as `30s`. */
export function timedOutOutcome(path: string, timeout: string): FailureOutcome {
  const message = `did not end within its timeout of ${timeout}`;
  return failureOutcome('TIMED_OUT', { code: 'TIMED_OUT', message, task: path, details: null, attempt: 1 });
}

/** A failure that no handler has matched, with an error of bounded size. */
export function failureOutcome(status: FailureStatus, error: TaskError): FailureOutcome {
  return { status, error: withinErrorSize(error), handled: false, output: null };
}

/** The failure of a container in which a task failed. */
export function passOn(inner: FailureOutcome): FailureOutcome {
  return failureOutcome('FAILED', inner.error);
}
