import type { RetryPolicy } from './plan';

/** The policy of a basic task that says nothing of it. Source: definition-language, "retry". */
export const defaultRetry = {
  maxAttempts: 3,
  initialInterval: '1s',
  backoff: 2,
  maxInterval: '1m',
  jitter: 0,
} satisfies RetryPolicy;

/** How long one attempt may take where neither `attemptTimeout` nor `timeout` says. */
export const defaultAttemptTimeoutMs = 600_000;
