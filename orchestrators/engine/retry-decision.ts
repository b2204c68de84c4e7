import { parseDurationMs } from '../model/duration';
import type { NumberField, RetryPolicy, RetryRule } from '../model/plan';
import { matchesCode } from './error-handling';

/** What the decision needs to know of an error. */
export interface RetryableError {
  readonly code: string;
  readonly isRetryable: boolean;
  /** The least delay that whoever failed asked for (`Retry-After`); milliseconds. */
  readonly retryAfterMs?: number;
}

/** The attempt that failed. */
export interface FailedAttempt {
  /** From 1. */
  readonly attempt: number;
  /** Since the first attempt was asked for. */
  readonly elapsedMs: number;
  /** 0 to 1; what jitter is made of. */
  readonly random: number;
}

/** One more attempt, after this time. */
export interface Retry {
  readonly delayMs: number;
}

/**
 * Decides whether an attempt that failed is followed by another. The first rule that matches the code counts, and
 * inherits what it does not say; the number of the attempt, whatever its predecessors failed with, counts against the
 * rule's `maxAttempts`. The delay is `initialInterval * backoff^(attempt - 1)`, at most `maxInterval`, shortened by up to
 * `jitter` of itself, and at least `retryAfterMs`. No attempt would begin after `totalTimeout`.
 * Pure; source: definition-language, "retry".
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

/** The largest number of attempts that any rule allows: the bound for whoever cannot know the code beforehand. */
export function mostAttempts(policy: RetryPolicy): number {
  return Math.max(toCount(policy.maxAttempts), ...(policy.rules ?? []).map((rule) => toCount(rule.maxAttempts ?? 0)));
}

type CompleteRule = Required<RetryRule>;

function ruleFor(policy: RetryPolicy, code: string): CompleteRule {
  const rule = policy.rules?.find(({ match }) => matchesCode(match, code));
  return { ...policy, ...rule };
}

function backoffMs(rule: CompleteRule, attempt: number, random: number): number {
  // A large factor soon is Infinity, and no number times zero.
  const grown = toMs(rule.initialInterval) * Math.min(rule.backoff ** (attempt - 1), Number.MAX_VALUE);
  const delayMs = Math.min(grown, toMs(rule.maxInterval));
  return Math.round(delayMs * (1 - rule.jitter * random));
}

function totalTimeoutMs({ totalTimeout }: RetryPolicy): number {
  return totalTimeout === undefined ? Number.POSITIVE_INFINITY : toMs(totalTimeout);
}

/** Fields were evaluated before; a text that is no duration cannot come here, and would mean no delay. */
function toMs(duration: string): number {
  return parseDurationMs(duration) ?? 0;
}

function toCount(field: NumberField): number {
  return Number(field);
}
