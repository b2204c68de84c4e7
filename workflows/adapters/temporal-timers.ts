import type { Cancellation, Timers } from '@octavo/orchestrators';
import { sleep } from '@temporalio/workflow';
import { runInScope } from './cancellation-scopes';

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
