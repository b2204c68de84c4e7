import { CanceledError, type Cancellation, type Timers, waitUnlessCanceled } from '@octavo/orchestrators';
import { CancellationScope, sleep } from '@temporalio/workflow';

/** Longer times are slept in parts: Temporal's durations end before JavaScript's numbers do. */
const LONGEST_SLEEP_MS = 365 * 86_400_000;

/** The workflow's clock and timers. A time of zero or less is over at once and costs no timer. */
export class TemporalTimers implements Timers {
  readonly #onSleep: () => void;

  /** `onSleep` is told before every timer. It may throw. */
  constructor(onSleep: () => void) {
    this.#onSleep = onSleep;
  }

  now(): number {
    return Date.now();
  }

  random(): number {
    return Math.random();
  }

  async sleep(durationMs: number, cancellation: Cancellation): Promise<void> {
    for (let restMs = durationMs; restMs > 0; restMs -= LONGEST_SLEEP_MS) {
      this.#onSleep();
      await runInScope(cancellation, () => sleep(Math.min(Math.ceil(restMs), LONGEST_SLEEP_MS)));
    }
  }
}

// One scope for all that a token cancels: making one for each action costs a run nine promises each time.
const scopes = new WeakMap<Cancellation, CancellationScope>();

/**
 * Runs `work` in the Temporal scope that is cancelled with `cancellation`. Rejects with `CanceledError` at once then,
 * whatever `work` does about it. Our tokens decide: no scope is cancelled by anything else.
 */
export function runInScope<T>(cancellation: Cancellation, work: () => Promise<T>): Promise<T> {
  if (cancellation.isCanceled) return Promise.reject(new CanceledError());
  const scope = scopeOf(cancellation);
  return waitUnlessCanceled<T>(cancellation, (resolve, reject) => void scope.run(work).then(resolve, reject));
}

/** Rejects with `CanceledError` at once when cancelled, whatever becomes of `work`. */
export function giveUpWhenCanceled<T>(cancellation: Cancellation, work: Promise<T>): Promise<T> {
  return waitUnlessCanceled<T>(cancellation, (resolve, reject) => void work.then(resolve, reject));
}

function scopeOf(cancellation: Cancellation): CancellationScope {
  const known = scopes.get(cancellation);
  if (known !== undefined) return known;
  const scope = new CancellationScope({ cancellable: true });
  cancellation.onCancel(() => scope.cancel());
  scopes.set(cancellation, scope);
  return scope;
}
