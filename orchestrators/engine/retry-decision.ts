import { parseDurationMs } from '../model/duration';
import type { NumberField, RetryPolicy, RetryRule } from '../model/plan';
import { matchesCode } from './error-handling';

/** The properties of an error that decide on a retry. */
export interface RetryableError {
  readonly code: string;
  readonly isRetryable: boolean;
  /** The minimum delay that the failed request asked for (`Retry-After`); milliseconds. */
  readonly retryAfterMs?: number;
}

/** The failed attempt. */
export interface FailedAttempt {
  /** From 1. */
  readonly attempt: number;
  /** Time since the request of the first attempt. */
  readonly elapsedMs: number;
  /** 0 to 1; random value for the jitter. */
  readonly random: number;
}

/** One more attempt, after this delay. */
export interface Retry {
  readonly delayMs: number;
}

/**
 * Decides whether a failed attempt is followed by another one. The first rule that matches the code applies; fields
 * that it omits come from the policy. The rule's `maxAttempts` limits the number of all attempts, whatever the codes of
 * earlier ones. The delay is `initialInterval * backoff^(attempt - 1)`, at most `maxInterval`, shortened by up to
 * `jitter` of itself, and at least `retryAfterMs`. No attempt begins after `totalTimeout`. Pure. Source:
 * definition-language, "retry".
 */
export function decideRetry(
  policy: RetryPolicy,
  error: RetryableError,
  { attempt, elapsedMs, random }: FailedAttempt,
): Retry | undefined {
  if (!error.isRetryable) return undefined;
  const rule = ruleFor(policy, error.code);
  if (attempt >= toCount(rule.maxAttempts)) return undefined;
  const delayMs = Math.max(backoffMs(rule, attempt, random), error.retryAfterMs ?? 0);
  return elapsedMs + delayMs > totalTimeoutMs(policy) ? undefined : { delayMs };
}

/** The largest number of attempts that any rule allows: the limit for callers that do not know the code in advance. */
export function mostAttempts(policy: RetryPolicy): number {
  return Math.max(toCount(policy.maxAttempts), ...(policy.rules ?? []).map((rule) => toCount(rule.maxAttempts ?? 0)));
}

type CompleteRule = Required<RetryRule>;

function ruleFor(policy: RetryPolicy, code: string): CompleteRule {
  const rule = policy.rules?.find(({ match }) => matchesCode(match, code));
  return { ...policy, ...rule };
}

function backoffMs(rule: CompleteRule, attempt: number, random: number): number {
  // A large factor soon gives Infinity, and Infinity times zero is NaN.
  const grown = toMs(rule.initialInterval) * Math.min(rule.backoff ** (attempt - 1), Number.MAX_VALUE);
  const delayMs = Math.min(grown, toMs(rule.maxInterval));
  return Math.round(delayMs * (1 - rule.jitter * random));
}

function totalTimeoutMs({ totalTimeout }: RetryPolicy): number {
  return totalTimeout === undefined ? Number.POSITIVE_INFINITY : toMs(totalTimeout);
}

/** Fields were evaluated before, so an invalid duration cannot occur here; it would mean no delay. */
function toMs(duration: string): number {
  return parseDurationMs(duration) ?? 0;
}

function toCount(field: NumberField): number {
  return Number(field);
}
