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
 * Makes what Temporal throws for an action into what the engine knows: the failure's type is the code. Attempts that
 * the activity made count on; time-outs made by the server may be retried by rule.
 *
 * @param heartbeat - the details that were known before; they stay where no attempt recorded others
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

/** True for a failure that the activity itself made, and its worker logged; false for a time-out by the server. */
export function isOfActivity(thrown: unknown): boolean {
  return unwrap(thrown) instanceof ApplicationFailure;
}

// A remote failure comes wrapped, a local one bare.
function unwrap(thrown: unknown): unknown {
  const isWrapped = thrown instanceof ActivityFailure || thrown instanceof ChildWorkflowFailure;
  return isWrapped && thrown.cause !== undefined ? thrown.cause : thrown;
}

function fromApplicationFailure(
  failure: ApplicationFailure,
  attempt: number,
  heartbeat: Json | undefined,
): TaskFailure {
  const known = failure.details?.[0];
  const own = isActionDetails(known)
    ? { details: known.details, attempt: known.attempt, heartbeat: known.heartbeat ?? heartbeat }
    : { details: toJson(known), attempt, heartbeat };
  const options: TaskFailureOptions = { ...own, isRetryable: failure.nonRetryable !== true };
  return new TaskFailure(failure.type || 'ACTION_FAILED', failure.message, options);
}

function fromTimeout(failure: TimeoutFailure, attempt: number, known: Json | undefined): TaskFailure {
  // The last attempt that told how it failed is inside; the one that timed out came after it.
  const before = failure.cause instanceof ApplicationFailure ? failure.cause.details?.[0] : undefined;
  const heartbeat = readHeartbeat(failure.lastHeartbeatDetails) ?? known;
  const options = { isRetryable: true, attempt: isActionDetails(before) ? before.attempt + 1 : attempt, heartbeat };
  if (failure.timeoutType === 'HEARTBEAT') {
    return new TaskFailure('HEARTBEAT_TIMED_OUT', 'the worker that ran the action was not heard of in time', options);
  }
  return new TaskFailure('ATTEMPT_TIMED_OUT', 'the attempt did not end in time', options);
}

/** Undefined for none; activities of others may record what cannot be read, or what no request could take. */
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
