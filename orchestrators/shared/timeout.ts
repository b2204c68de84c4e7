import type { Cancellation } from '../contracts/cancellation';
import type { Eventually } from '../contracts/eventually';
import type { Timers } from '../contracts/timers';
import { type Flow, settled } from './flow';

/** What came first: the work, or its time. */
export type Timed<T> = { readonly isTimedOut: false; readonly value: T } | { readonly isTimedOut: true };

/**
 * Runs `work` under a token of its own that is cancelled after `remainingMs`. The flag is set before the token is
 * cancelled, so a timeout and a cancellation from above are never confused. Where no time remains, the work begins
 * nothing and ends at once. `work` must not reject.
 */
export function* withTimeout<T>(
  remainingMs: number,
  timers: Timers,
  parent: Cancellation,
  work: (cancellation: Cancellation) => Eventually<T>,
): Flow<Timed<T>> {
  const token = parent.fork();
  const alarm = parent.fork();
  let isTimedOut = false;
  const ring = (): void => {
    isTimedOut = true;
    token.cancel();
  };
  if (remainingMs > 0) timers.sleep(remainingMs, alarm).then(ring, () => {});
  else ring();
  const value = yield* settled(work(token));
  alarm.cancel();
  alarm.release();
  token.release();
  return isTimedOut ? { isTimedOut } : { isTimedOut: false, value };
}
