import { VirtualClock } from '@octavo/orchestrators';

const real = { Date, setTimeout, clearTimeout };

/**
 * Replaces the clock and the timers of this process, so that activities see the simulated time. Repeating timers stay real,
 * because heartbeats in every second of a virtual week would dominate the simulation.
 */
export class VirtualTime {
  readonly #clock: VirtualClock;

  /** `isAtWork`: true while work runs that takes no virtual time. */
  constructor(startMs: number, isAtWork: () => boolean) {
    this.#clock = new VirtualClock(startMs, () => settle(isAtWork));
  }

  /** Milliseconds since the epoch. */
  get nowMs(): number {
    return this.#clock.nowMs;
  }

  /** Calls `happen` after this number of milliseconds; returns a function that cancels this. */
  after(delayMs: number, happen: () => void): () => void {
    return this.#clock.at(this.nowMs + delayMs, happen);
  }

  /** Advances time until `isOver`, or until nothing is scheduled any more. */
  async pass(isOver: () => boolean): Promise<void> {
    this.#takeOver();
    try {
      await this.#clock.run(isOver);
    } finally {
      Object.assign(globalThis, real);
    }
  }

  #takeOver(): void {
    const now = (): number => this.nowMs;
    const after = (delayMs: number, happen: () => void): (() => void) => this.after(delayMs, happen);
    Object.assign(globalThis, {
      Date: class extends real.Date {
        constructor(...args: readonly number[]) {
          super(...((args.length === 0 ? [now()] : args) as [number]));
        }

        static override now(): number {
          return now();
        }
      },
      setTimeout: (happen: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]) =>
        new VirtualTimer(after(delayMs, () => happen(...args))),
      clearTimeout: (timer: unknown) => {
        if (timer instanceof VirtualTimer) timer.forget();
      },
    });
  }
}

class VirtualTimer {
  readonly forget: () => void;

  constructor(forget: () => void) {
    this.forget = forget;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

/** Resolves when no work is left that needs no time. */
async function settle(isAtWork: () => boolean): Promise<void> {
  do await new Promise((resolve) => void setImmediate(resolve));
  while (isAtWork());
}
