import type { RetryPolicy } from './plan';

/** The default retry policy of a basic task. Source: definition-language, "retry". */
export const defaultRetry = {
  maxAttempts: 3,
  initialInterval: '1s',
  backoff: 2,
  maxInterval: '1m',
  jitter: 0,
} satisfies RetryPolicy;

/** The default time limit of one attempt, if neither `attemptTimeout` nor `timeout` is set. */
export const defaultAttemptTimeoutMs = 600_000;
