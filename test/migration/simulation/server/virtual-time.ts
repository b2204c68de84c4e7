import { VirtualClock } from '@octavo/orchestrators';

const real = { Date, setTimeout, clearTimeout };

/**
 * Takes the clock and the timers of this process over, so that activities see the time of a simulation. Repeating timers
 * stay real: heartbeats every second of a virtual week would be all that a simulation does.
 */
export class VirtualTime {
  readonly #clock: VirtualClock;

  /** `isAtWork`: something goes on that takes no virtual time. */
  constructor(startMs: number, isAtWork: () => boolean) {
    this.#clock = new VirtualClock(startMs, () => settle(isAtWork));
  }

  /** Milliseconds since the epoch. */
  get nowMs(): number {
    return this.#clock.nowMs;
  }

  /** Has `happen` called after so many milliseconds; returns how to forget it. */
  after(delayMs: number, happen: () => void): () => void {
    return this.#clock.at(this.nowMs + delayMs, happen);
  }

  /** Lets time pass until `isOver`, or until nothing is planned any more. */
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

/** Resolves when all that can go on without time has gone on. */
async function settle(isAtWork: () => boolean): Promise<void> {
  do await new Promise((resolve) => void setImmediate(resolve));
  while (isAtWork());
}
