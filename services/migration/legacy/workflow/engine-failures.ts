import type { ActionFailureDetails } from '@octavo/activities';
import { type Json, TaskFailure } from '@octavo/orchestrators';
import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  isCancellation,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { EngineFailureDetails } from '../contracts/engine-failure';

/** Converts an error of Temporal for an activity or a child workflow to a `TaskFailure`: its type is the code. */
export function toTaskFailure(thrown: unknown, attempt: number): TaskFailure {
  if (thrown instanceof TaskFailure) return thrown;
  const cause = unwrap(thrown);
  if (isCancellation(cause)) return new TaskFailure('CANCELED', 'cancelled from outside the run', { attempt });
  if (cause instanceof ApplicationFailure) return fromApplicationFailure(cause, attempt);
  if (cause instanceof TimeoutFailure) return fromTimeout(cause, attempt);
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new TaskFailure('ACTION_FAILED', message, { attempt, cause: thrown });
}

function unwrap(thrown: unknown): unknown {
  const isWrapped = thrown instanceof ActivityFailure || thrown instanceof ChildWorkflowFailure;
  return isWrapped && thrown.cause !== undefined ? thrown.cause : thrown;
}

function fromApplicationFailure(failure: ApplicationFailure, attempt: number): TaskFailure {
  const known = failure.details?.[0] as Partial<EngineFailureDetails & ActionFailureDetails> | undefined;
  const code = failure.type ?? 'ACTION_FAILED';
  const isRetryable = known?.isRetryable ?? failure.nonRetryable !== true;
  if (known?.details === undefined || known.attempt === undefined) {
    return new TaskFailure(code, failure.message, {
      details: (known as Json | undefined) ?? null,
      attempt,
      isRetryable,
    });
  }
  const { details, attempt: failedAttempt, task } = known;
  return new TaskFailure(code, failure.message, { details, attempt: failedAttempt, isRetryable, task });
}

function fromTimeout(failure: TimeoutFailure, attempt: number): TaskFailure {
  // The cause has the error of the last failed attempt; the attempt that timed out came after it.
  const before =
    failure.cause instanceof ApplicationFailure
      ? (failure.cause.details?.[0] as Partial<ActionFailureDetails>)
      : undefined;
  const options = { isRetryable: true, attempt: before?.attempt === undefined ? attempt : before.attempt + 1 };
  if (failure.timeoutType === 'HEARTBEAT') {
    return new TaskFailure('HEARTBEAT_TIMED_OUT', 'no heartbeat of the action arrived in time', options);
  }
  return new TaskFailure('ATTEMPT_TIMED_OUT', 'the attempt did not end in time', options);
}
