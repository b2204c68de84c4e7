import { type Pace, TaskFailure } from '@octavo/orchestrators';

/** Expression steps between two pauses: about a tenth of a second. Temporal allows an activation five seconds. */
const STEPS_BETWEEN_PAUSES = 4_000_000;
/** Maximum of steps without a pause: about half a second. */
const MAX_STEPS_WITHOUT_PAUSE = 20_000_000;
/** The cost of a task in addition to its expressions, in steps. */
const STEPS_OF_A_TASK = 4_000;

/**
 * Counts the work since the last pause, and pauses by a flush of the outbox when there was much work: Temporal treats an
 * activation of more than five seconds as a deadlock. It counts steps, not time, so a replay pauses at the same points.
 */
export class StepPace implements Pace {
  readonly #pause: () => Promise<void>;
  #steps = 0;
  #pausing: Promise<void> | undefined;

  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  /** Throws EXPRESSION_BUDGET_EXCEEDED if expressions without a pause between them took too many steps together. */
  add(steps: number): void {
    this.#steps += steps;
    if (this.#steps <= MAX_STEPS_WITHOUT_PAUSE) return;
    const message = `expressions took more than ${MAX_STEPS_WITHOUT_PAUSE} steps without a pause: process fewer elements at once`;
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
