import type { ActionFailureDetails } from '@octavo/activities';
import { CanceledError, type Json, TaskFailure, type TaskFailureOptions } from '@octavo/orchestrators';
import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  isCancellation,
  TimeoutFailure,
} from '@temporalio/workflow';

/**
 * Makes what Temporal throws for an action into what the engine knows: the failure's type is the code. Attempts that
 * the activity made count on; time-outs made by the server may be retried by rule.
 */
export function failureOfAction(thrown: unknown, attempt: number): TaskFailure | CanceledError {
  if (thrown instanceof TaskFailure || thrown instanceof CanceledError) return thrown;
  const cause = unwrap(thrown);
  if (isCancellation(cause)) return new TaskFailure('CANCELED', 'cancelled from outside the run', { attempt });
  if (cause instanceof ApplicationFailure) return fromApplicationFailure(cause, attempt);
  if (cause instanceof TimeoutFailure) return fromTimeout(cause, attempt);
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new TaskFailure('ACTION_FAILED', message, { attempt, cause: thrown });
}

// A remote failure comes wrapped, a local one bare.
function unwrap(thrown: unknown): unknown {
  const isWrapped = thrown instanceof ActivityFailure || thrown instanceof ChildWorkflowFailure;
  return isWrapped && thrown.cause !== undefined ? thrown.cause : thrown;
}

function fromApplicationFailure(failure: ApplicationFailure, attempt: number): TaskFailure {
  const known = failure.details?.[0];
  const own = isActionDetails(known)
    ? { details: known.details, attempt: known.attempt }
    : { details: toJson(known), attempt };
  const options: TaskFailureOptions = { ...own, isRetryable: failure.nonRetryable !== true };
  return new TaskFailure(failure.type || 'ACTION_FAILED', failure.message, options);
}

function fromTimeout(failure: TimeoutFailure, attempt: number): TaskFailure {
  // The last attempt that told how it failed is inside; the one that timed out came after it.
  const before = failure.cause instanceof ApplicationFailure ? failure.cause.details?.[0] : undefined;
  const options = { isRetryable: true, attempt: isActionDetails(before) ? before.attempt + 1 : attempt };
  if (failure.timeoutType === 'HEARTBEAT') {
    return new TaskFailure('HEARTBEAT_TIMED_OUT', 'the worker that ran the action was not heard of in time', options);
  }
  return new TaskFailure('ATTEMPT_TIMED_OUT', 'the attempt did not end in time', options);
}

function isActionDetails(value: unknown): value is ActionFailureDetails {
  if (typeof value !== 'object' || value === null) return false;
  return ['details', 'attempt', 'startedAt', 'endedAt'].every((key) => Object.hasOwn(value, key));
}

function toJson(value: unknown): Json {
  return value === undefined ? null : (value as Json);
}
