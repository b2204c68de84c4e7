import type { Pace } from '@octavo/orchestrators';

/** Expression steps of one stretch of work; about a tenth of a second, where Temporal allows five. */
const STEPS_BETWEEN_PAUSES = 4_000_000;
/** What a task costs beside its expressions, in steps. */
const STEPS_OF_A_TASK = 4_000;

/**
 * Counts the work since the last pause and pauses when it has become much, by a flush of the outbox: Temporal takes an
 * activation of over five seconds for a deadlock. Counted in steps, never by a clock, so replays pause alike.
 */
export class StepPace implements Pace {
  readonly #pause: () => Promise<void>;
  #steps = 0;
  #pausing: Promise<void> | undefined;

  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  add(steps: number): void {
    this.#steps += steps;
  }

  step(): Promise<void> | undefined {
    this.#steps += STEPS_OF_A_TASK;
    if (this.#pausing === undefined && this.#steps >= STEPS_BETWEEN_PAUSES) this.#pausing = this.#takePause();
    return this.#pausing;
  }

  async #takePause(): Promise<void> {
    await this.#pause();
    this.#steps = 0;
    this.#pausing = undefined;
  }
}
