import { toMs, type CommandOf, type Failure } from './protocol';

type RetryPolicy = CommandOf<'scheduleActivity'>['retryPolicy'];

/** Numbers of temporal.api.enums.v1.TimeoutType, with the names that retry policies know them by. */
const TIMEOUTS: Readonly<Record<number, string>> = { 1: 'StartToClose', 4: 'Heartbeat' };

/**
 * How long the server waits before another attempt; undefined: there is none. Defaults are those of Temporal's server:
 * a second, doubled, at most a hundred times that, without end.
 */
export function nextDelayMs(policy: RetryPolicy, attempt: number, failure: Failure): number | undefined {
  const { maximumAttempts = 0, nonRetryableErrorTypes, backoffCoefficient = 2 } = policy ?? {};
  const initialMs = toMs(policy?.initialInterval) ?? 1_000;
  const mostMs = toMs(policy?.maximumInterval) ?? 100 * initialMs;
  if (maximumAttempts !== null && maximumAttempts > 0 && attempt >= maximumAttempts) return undefined;
  if (failure.applicationFailureInfo?.nonRetryable === true) return undefined;
  if (nonRetryableErrorTypes?.includes(typeOf(failure)) === true) return undefined;
  const own = toMs(failure.applicationFailureInfo?.nextRetryDelay);
  return own ?? Math.min(mostMs, initialMs * (backoffCoefficient ?? 2) ** (attempt - 1));
}

function typeOf({ applicationFailureInfo, timeoutFailureInfo }: Failure): string {
  const timeout = timeoutFailureInfo?.timeoutType;
  return timeout == null ? (applicationFailureInfo?.type ?? '') : `TemporalTimeout:${TIMEOUTS[timeout] ?? ''}`;
}
