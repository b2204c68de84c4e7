import type { ActionFailureDetails } from '@octavo/activities';
import {
  byteLength,
  CanceledError,
  type Json,
  maxBytes,
  TaskFailure,
  type TaskFailureOptions,
} from '@octavo/orchestrators';
import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  isCancellation,
  TimeoutFailure,
} from '@temporalio/workflow';
import { isUnreadable } from '../sandbox/payload-converter';

/**
 * Converts the error that Temporal throws for an action to an error of the engine: the failure's type becomes the code.
 * The attempt number is that of the activity's last attempt. Timeouts from the server are retryable.
 *
 * @param heartbeat - the latest known heartbeat details; kept if the failure has none
 */
export function failureOfAction(thrown: unknown, attempt: number, heartbeat?: Json): TaskFailure | CanceledError {
  if (thrown instanceof TaskFailure || thrown instanceof CanceledError) return thrown;
  const cause = unwrap(thrown);
  if (isCancellation(cause)) return new TaskFailure('CANCELED', 'cancelled from outside the run', { attempt });
  if (cause instanceof ApplicationFailure) return fromApplicationFailure(cause, attempt, heartbeat);
  if (cause instanceof TimeoutFailure) return fromTimeout(cause, attempt, heartbeat);
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new TaskFailure('ACTION_FAILED', message, { attempt, cause: thrown });
}

/** True for a failure from the activity itself, which its worker has logged; false for a timeout from the server. */
export function isOfActivity(thrown: unknown): boolean {
  return unwrap(thrown) instanceof ApplicationFailure;
}

// Temporal wraps the failure of a remote activity, but not that of a local one.
function unwrap(thrown: unknown): unknown {
  const isWrapped = thrown instanceof ActivityFailure || thrown instanceof ChildWorkflowFailure;
  return isWrapped && thrown.cause !== undefined ? thrown.cause : thrown;
}

function fromApplicationFailure(
  failure: ApplicationFailure,
  attempt: number,
  heartbeat: Json | undefined,
): TaskFailure {
  const detail = failure.details?.[0];
  const fields = isActionDetails(detail)
    ? { details: detail.details, attempt: detail.attempt, heartbeat: detail.heartbeat ?? heartbeat }
    : { details: toJson(detail), attempt, heartbeat };
  const options: TaskFailureOptions = { ...fields, isRetryable: failure.nonRetryable !== true };
  return new TaskFailure(failure.type || 'ACTION_FAILED', failure.message, options);
}

function fromTimeout(failure: TimeoutFailure, attempt: number, knownHeartbeat: Json | undefined): TaskFailure {
  // The cause is the failure of an earlier attempt; the attempt that timed out came after it.
  const previous = failure.cause instanceof ApplicationFailure ? failure.cause.details?.[0] : undefined;
  const heartbeat = readHeartbeat(failure.lastHeartbeatDetails) ?? knownHeartbeat;
  const options = { isRetryable: true, attempt: isActionDetails(previous) ? previous.attempt + 1 : attempt, heartbeat };
  if (failure.timeoutType === 'HEARTBEAT') {
    return new TaskFailure('HEARTBEAT_TIMED_OUT', 'no heartbeat of the action arrived in time', options);
  }
  return new TaskFailure('ATTEMPT_TIMED_OUT', 'the attempt did not end in time', options);
}

/**
 * Undefined if there are no details, if they cannot be read, or if they are too large for the next request: activities of
 * other teams may record anything.
 */
function readHeartbeat(details: unknown): Json | undefined {
  if (details === undefined || details === null || isUnreadable(details)) return undefined;
  return byteLength(details as Json) > maxBytes.heartbeat ? undefined : (details as Json);
}

function isActionDetails(value: unknown): value is ActionFailureDetails {
  if (typeof value !== 'object' || value === null) return false;
  return ['details', 'attempt', 'startedAt', 'endedAt'].every((key) => Object.hasOwn(value, key));
}

function toJson(value: unknown): Json {
  return value === undefined ? null : (value as Json);
}
