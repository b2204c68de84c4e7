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
  /** Where it was thrown; of errors without a code, which nobody foresaw. */
  readonly stack?: string;
}

/** Where and when an attempt failed. */
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

/** Temporal's durations end before JavaScript's numbers do. */
const LONGEST_DELAY_MS = 365 * 86_400_000;

/** For errors that break where they are read: what they throw then says nothing, and is not masked. */
const unreadable: ActionFault = {
  code: 'ACTION_FAILED',
  message: 'The action threw an error that cannot be read.',
  details: null,
  isRetryable: true,
};

/** The failure of an attempt for whatever its action threw. Never throws. */
export function failureOfThrown(thrown: unknown, failed: FailedAttempt, masker: SecretMasker): ApplicationFailure {
  try {
    return toApplicationFailure(describeFault(thrown), failed, masker);
  } catch {
    return toApplicationFailure(unreadable, failed, masker);
  }
}

/** Makes what an action threw into data; a plain Error is ACTION_FAILED and may be retried. */
function describeFault(thrown: unknown): ActionFault {
  if (thrown instanceof ApplicationFailure) return fromApplicationFailure(thrown);
  const code = codeOf(thrown);
  // By its shape: an action's file may have a copy of this package of its own.
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
 * The one place that turns an error of an action into a Temporal failure: `type` is the code, and whether and when
 * there is another attempt is decided here. Secrets are masked before anything is cut off.
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

/** The workflow runs the action again remotely, so that nothing has failed that anybody should hear of. */
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

/** Numbers come from the action: Temporal's SDK ends the worker where one is no time. */
function isDelay(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** What cannot be made JSON becomes a note that says why. */
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

/** How one attempt of an action ended, for whoever counts. */
export interface AttemptEnd {
  /** As it was asked for: the worker may know no action of that name. */
  readonly action: string;
  /** CANCELED also where the worker shut down. */
  readonly status: 'SUCCESS' | 'FAILED' | 'CANCELED';
  /** Empty for a success. */
  readonly code: string;
  readonly durationMs: number;
}

/** Is told of each attempt after its end. Must not throw. */
export type AttemptListener = (end: AttemptEnd) => void;

/** Undefined for an output that a local activity cannot carry: the same attempt is made again, and counts then. */
export function endOfFailure(failure: Error): Pick<AttemptEnd, 'status' | 'code'> | undefined {
  if (!(failure instanceof ApplicationFailure)) return { status: 'CANCELED', code: 'CANCELED' };
  const { type, category } = failure;
  if (category === ApplicationFailureCategory.BENIGN) return undefined;
  return { status: type === WORKER_SHUTDOWN ? 'CANCELED' : 'FAILED', code: type ?? '' };
}

/** Type of the failure of an attempt that the worker's shutdown ended: it says nothing about the action. */
export const WORKER_SHUTDOWN = 'WORKER_SHUTDOWN';

/**
 * The failure for an attempt that ended because its worker shuts down; undefined where that was not the reason. Temporal
 * gives the attempt to another worker; where that was the last one, the workflow asks again.
 */
export function shutdownFailure(reason: unknown, details: ActionFailureDetails): ApplicationFailure | undefined {
  if (!(reason instanceof CancelledFailure) || reason.message !== WORKER_SHUTDOWN) return undefined;
  return ApplicationFailure.retryable('The worker shut down while the action ran', WORKER_SHUTDOWN, details);
}
