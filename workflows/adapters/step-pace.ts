import { type Pace, TaskFailure } from '@octavo/orchestrators';

/** Expression steps of one stretch of work; about a tenth of a second, where Temporal allows five. */
const STEPS_BETWEEN_PAUSES = 4_000_000;
/** The most that one stretch may take where nothing in it can pause: about half a second. */
const MAX_STEPS_OF_A_STRETCH = 20_000_000;
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

  /** Throws EXPRESSION_BUDGET_EXCEEDED where expressions that cannot pause between them took too much together. */
  add(steps: number): void {
    this.#steps += steps;
    if (this.#steps <= MAX_STEPS_OF_A_STRETCH) return;
    const message = `expressions took more than ${MAX_STEPS_OF_A_STRETCH} steps in one stretch: work on fewer elements at once`;
    throw new TaskFailure('EXPRESSION_BUDGET_EXCEEDED', message);
  }

  step(steps = STEPS_OF_A_TASK): Promise<void> | undefined {
    this.#steps += steps;
    if (this.#pausing === undefined && this.#steps >= STEPS_BETWEEN_PAUSES) this.#pausing = this.#takePause();
    return this.#pausing;
  }

  async #takePause(): Promise<void> {
    await this.#pause();
    this.#steps = 0;
    this.#pausing = undefined;
  }
}
