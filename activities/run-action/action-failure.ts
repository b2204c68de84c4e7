import { decideRetry, type Json, type RetryPolicy, TaskFailure } from '@octavo/orchestrators';
import { ApplicationFailure } from '@temporalio/common';
import { ActionError } from '../action-error';
import type { SecretMasker } from '../secrets/secret-masker';
import type { ActionFailureDetails } from './run-action-request';

/** An error of an action as data. */
export interface ActionFault {
  readonly code: string;
  readonly message: string;
  readonly details: Json;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number;
}

/** Where and when an attempt failed. */
export interface FailedAttempt {
  readonly policy: RetryPolicy;
  /** From 1. */
  readonly attempt: number;
  readonly elapsedMs: number;
  readonly startedAt: string;
  readonly endedAt: string;
}

const MAX_MESSAGE_CHARACTERS = 8_192;
const MAX_DETAILS_BYTES = 262_144;

/** Makes what an action threw into data; a plain Error is ACTION_FAILED and may be retried. */
export function describeFault(thrown: unknown): ActionFault {
  if (thrown instanceof ActionError || thrown instanceof TaskFailure) return fromCoded(thrown);
  if (thrown instanceof ApplicationFailure) return fromApplicationFailure(thrown);
  const message = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  const details = thrown instanceof Error ? { name: thrown.name } : null;
  return { code: 'ACTION_FAILED', message, details, isRetryable: true };
}

/**
 * The one place that turns an error of an action into a Temporal failure: `type` is the code, and whether and when
 * there is another attempt is decided here. Secrets are masked before anything is cut off.
 */
export function toApplicationFailure(
  fault: ActionFault,
  failed: FailedAttempt,
  masker: SecretMasker,
): ApplicationFailure {
  const { policy, attempt, elapsedMs, startedAt, endedAt } = failed;
  const retry = decideRetry(policy, fault, { attempt, elapsedMs, random: Math.random() });
  const details: ActionFailureDetails = { details: shorten(masker.json(fault.details)), attempt, startedAt, endedAt };
  return ApplicationFailure.create({
    type: masker.text(fault.code),
    message: masker.text(fault.message).slice(0, MAX_MESSAGE_CHARACTERS),
    nonRetryable: retry === undefined,
    ...(retry === undefined ? {} : { nextRetryDelay: retry.delayMs }),
    details: [details],
  });
}

function fromCoded({ code, message, details, isRetryable, ...rest }: ActionError | TaskFailure): ActionFault {
  const retryAfterMs = 'retryAfterMs' in rest ? rest.retryAfterMs : undefined;
  return { code, message, details, isRetryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function fromApplicationFailure(failure: ApplicationFailure): ActionFault {
  const details = toJson(failure.details?.[0]);
  return {
    code: failure.type ?? 'ACTION_FAILED',
    message: failure.message,
    details,
    isRetryable: !failure.nonRetryable,
  };
}

/** What JSON cannot say becomes null. */
function toJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value) ?? 'null') as Json);
}

function shorten(details: Json): Json {
  const text = JSON.stringify(details);
  if (Buffer.byteLength(text) <= MAX_DETAILS_BYTES) return details;
  return { truncated: true, text: text.slice(0, MAX_MESSAGE_CHARACTERS) };
}
