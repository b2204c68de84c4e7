import { decideRetry, type Json, type RetryPolicy } from '@octavo/orchestrators';
import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { toJson } from '../json-value';
import { LOCAL_OUTPUT_TOO_LARGE } from './checked-values';
import type { ActionFailureDetails } from './run-action-request';
import type { SecretMasker } from '../secrets/secret-masker';
import { codeOf, messageOf, nameOf, propertyOf } from '../thrown';

/** An error of an action as data. */
export interface ActionFault {
  readonly code: string;
  readonly message: string;
  readonly details: Json;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number;
  /** The stack; only of unexpected errors, which have no code. */
  readonly stack?: string;
}

/** The attempt that failed. */
export interface FailedAttempt {
  readonly policy: RetryPolicy;
  /** From 1. */
  readonly attempt: number;
  readonly elapsedMs: number;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly heartbeat?: Json;
}

const MAX_MESSAGE_CHARACTERS = 8_192;
const MAX_DETAILS_BYTES = 262_144;

/** The range of Temporal's durations is smaller than that of JavaScript numbers. */
const LONGEST_DELAY_MS = 365 * 86_400_000;

/** For errors that throw when they are read. What they throw is not used: it is meaningless, and not masked. */
const unreadable: ActionFault = {
  code: 'ACTION_FAILED',
  message: 'The action threw an error that cannot be read.',
  details: null,
  isRetryable: true,
};

/** Converts any thrown value to the failure of the attempt. Never throws. */
export function failureOfThrown(thrown: unknown, failed: FailedAttempt, masker: SecretMasker): ApplicationFailure {
  try {
    return toApplicationFailure(describeFault(thrown), failed, masker);
  } catch {
    return toApplicationFailure(unreadable, failed, masker);
  }
}

/** Converts a thrown value to data. An error without a code becomes ACTION_FAILED, retryable. */
function describeFault(thrown: unknown): ActionFault {
  if (thrown instanceof ApplicationFailure) return fromApplicationFailure(thrown);
  const code = codeOf(thrown);
  // Checks the fields, not the class: the file of an action may load its own copy of this package.
  if (code !== undefined && typeof propertyOf(thrown, 'isRetryable') === 'boolean') return fromCoded(code, thrown);
  const name = nameOf(thrown);
  const details = { ...(name === undefined ? {} : { name }), ...(code === undefined ? {} : { code }) };
  const stack = propertyOf(thrown, 'stack');
  return {
    code: 'ACTION_FAILED',
    message: messageOf(thrown),
    details,
    isRetryable: true,
    ...(typeof stack === 'string' ? { stack } : {}),
  };
}

/**
 * The only place that converts an error of an action to a Temporal failure, whose `type` is the code. It decides whether and
 * when another attempt follows. Secrets are masked before texts are truncated.
 */
function toApplicationFailure(fault: ActionFault, failed: FailedAttempt, masker: SecretMasker): ApplicationFailure {
  const { policy, elapsedMs, ...known } = failed;
  const { attempt } = known;
  const retry = decideRetry(policy, fault, { attempt, elapsedMs, random: Math.random() });
  const details: ActionFailureDetails = { details: shorten(masker.json(fault.details)), ...known };
  const failure = ApplicationFailure.create({
    type: masker.text(fault.code),
    message: masker.text(fault.message).slice(0, MAX_MESSAGE_CHARACTERS),
    nonRetryable: retry === undefined,
    ...(retry === undefined ? {} : { nextRetryDelay: Math.min(retry.delayMs, LONGEST_DELAY_MS) }),
    details: [details],
    ...categoryOf(fault),
  });
  if (fault.stack !== undefined) failure.stack = masker.text(fault.stack).slice(0, MAX_MESSAGE_CHARACTERS);
  return failure;
}

/** An output that is too large for a local activity is no failure for users: the workflow runs the action remotely. */
function categoryOf({ code }: ActionFault): { readonly category?: ApplicationFailureCategory } {
  return code === LOCAL_OUTPUT_TOO_LARGE ? { category: ApplicationFailureCategory.BENIGN } : {};
}

function fromCoded(code: string, thrown: unknown): ActionFault {
  const retryAfterMs = propertyOf(thrown, 'retryAfterMs');
  return {
    code,
    message: messageOf(thrown),
    details: toDetails(propertyOf(thrown, 'details')),
    isRetryable: propertyOf(thrown, 'isRetryable') === true,
    ...(isDelay(retryAfterMs) ? { retryAfterMs } : {}),
  };
}

function fromApplicationFailure(failure: ApplicationFailure): ActionFault {
  const { type } = failure;
  return {
    code: typeof type === 'string' && type !== '' ? type : 'ACTION_FAILED',
    message: messageOf(failure),
    details: toDetails(failure.details?.[0]),
    isRetryable: failure.nonRetryable !== true,
  };
}

/** The value comes from the action, and an invalid delay would make Temporal's SDK stop the worker. */
function isDelay(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Details that cannot be converted to JSON are replaced by the reason. */
function toDetails(value: unknown): Json {
  try {
    return toJson(value);
  } catch (error) {
    return { omitted: messageOf(error) };
  }
}

function shorten(details: Json): Json {
  const text = JSON.stringify(details);
  if (Buffer.byteLength(text) <= MAX_DETAILS_BYTES) return details;
  return { truncated: true, text: text.slice(0, MAX_MESSAGE_CHARACTERS) };
}

/** How one attempt of an action ended; for metrics. */
export interface AttemptEnd {
  /** The requested name; the worker may have no action of that name. */
  readonly action: string;
  /** CANCELED also if the worker shut down. */
  readonly status: 'SUCCESS' | 'FAILED' | 'CANCELED';
  /** Empty for a success. */
  readonly code: string;
  readonly durationMs: number;
}

/** Called after each attempt. Must not throw. */
export type AttemptListener = (end: AttemptEnd) => void;

/** Undefined if the output was too large for a local activity: the attempt is repeated remotely, and counts then. */
export function endOfFailure(failure: Error): Pick<AttemptEnd, 'status' | 'code'> | undefined {
  if (!(failure instanceof ApplicationFailure)) return { status: 'CANCELED', code: 'CANCELED' };
  const { type, category } = failure;
  if (category === ApplicationFailureCategory.BENIGN) return undefined;
  return { status: type === WORKER_SHUTDOWN ? 'CANCELED' : 'FAILED', code: type ?? '' };
}

/** Type of the failure of an attempt that the worker's shutdown ended; the action itself has not failed. */
export const WORKER_SHUTDOWN = 'WORKER_SHUTDOWN';

/**
 * The failure for an attempt that ended because its worker shut down; undefined for any other reason. Temporal retries on
 * another worker; if no attempt is left, the workflow requests another one.
 */
export function shutdownFailure(reason: unknown, details: ActionFailureDetails): ApplicationFailure | undefined {
  if (!(reason instanceof CancelledFailure) || reason.message !== WORKER_SHUTDOWN) return undefined;
  return ApplicationFailure.retryable('The worker shut down while the action ran', WORKER_SHUTDOWN, details);
}
