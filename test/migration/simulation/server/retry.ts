import { toMs, type CommandOf, type Failure } from './protocol';

type RetryPolicy = CommandOf<'scheduleActivity'>['retryPolicy'];

/** Numbers of temporal.api.enums.v1.TimeoutType, with their names in retry policies. */
const TIMEOUTS: Readonly<Record<number, string>> = { 1: 'StartToClose', 4: 'Heartbeat' };

/**
 * The delay before the next attempt; undefined if there is none. Defaults as in Temporal's server: one second, doubled, at
 * most a hundred seconds, without a limit of attempts.
 */
export function nextDelayMs(policy: RetryPolicy, attempt: number, failure: Failure): number | undefined {
  if (isLastAttempt(policy, attempt) || isFinal(policy, failure)) return undefined;
  return toMs(failure.applicationFailureInfo?.nextRetryDelay) ?? backoffMs(policy, attempt);
}

function isLastAttempt(policy: RetryPolicy, attempt: number): boolean {
  const most = policy?.maximumAttempts ?? 0;
  return most > 0 && attempt >= most;
}

function isFinal(policy: RetryPolicy, failure: Failure): boolean {
  if (failure.applicationFailureInfo?.nonRetryable === true) return true;
  return policy?.nonRetryableErrorTypes?.includes(typeOf(failure)) === true;
}

function backoffMs(policy: RetryPolicy, attempt: number): number {
  const initialMs = toMs(policy?.initialInterval) ?? 1_000;
  const mostMs = toMs(policy?.maximumInterval) ?? 100 * initialMs;
  return Math.min(mostMs, initialMs * (policy?.backoffCoefficient ?? 2) ** (attempt - 1));
}

function typeOf({ applicationFailureInfo, timeoutFailureInfo }: Failure): string {
  const timeout = timeoutFailureInfo?.timeoutType;
  return timeout == null ? (applicationFailureInfo?.type ?? '') : `TemporalTimeout:${TIMEOUTS[timeout] ?? ''}`;
}
