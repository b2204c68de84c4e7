import { CanceledError, type Cancellation, type Timers, waitUnlessCanceled } from '@octavo/orchestrators';
import { CancellationScope, sleep } from '@temporalio/workflow';

/** Longer sleeps use several timers: the range of Temporal's durations is smaller than that of JavaScript numbers. */
const LONGEST_SLEEP_MS = 365 * 86_400_000;

/** The workflow's clock and timers. A sleep of zero or less ends at once and creates no timer. */
export class TemporalTimers implements Timers {
  readonly #onSleep: () => void;

  /** `onSleep` is called before every timer. It may throw. */
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

// One scope for each token: a scope for each action would cost nine promises each time.
const scopes = new WeakMap<Cancellation, CancellationScope>();

/**
 * Runs `work` in a Temporal scope that `cancellation` cancels. On cancellation it rejects with `CanceledError` at once,
 * whatever `work` does. Only the token cancels the scope.
 */
export function runInScope<T>(cancellation: Cancellation, work: () => Promise<T>): Promise<T> {
  if (cancellation.isCanceled) return Promise.reject(new CanceledError());
  const scope = scopeOf(cancellation);
  return waitUnlessCanceled<T>(cancellation, (resolve, reject) => void scope.run(work).then(resolve, reject));
}

/** Rejects with `CanceledError` at once on cancellation, whatever `work` does. */
export function giveUpWhenCanceled<T>(cancellation: Cancellation, work: Promise<T>): Promise<T> {
  return waitUnlessCanceled<T>(cancellation, (resolve, reject) => void work.then(resolve, reject));
}

function scopeOf(cancellation: Cancellation): CancellationScope {
  const existing = scopes.get(cancellation);
  if (existing !== undefined) return existing;
  const scope = new CancellationScope({ cancellable: true });
  cancellation.onCancel(() => scope.cancel());
  scopes.set(cancellation, scope);
  return scope;
}
