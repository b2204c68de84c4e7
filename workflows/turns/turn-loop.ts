import { condition } from '@temporalio/workflow';

/** Work that is done when the jobs of an activation have been processed. */
export interface Chore {
  /** Must have no side effects: it may be read at any time. */
  readonly isDue: boolean;
  /** True if only a promise makes it due: then all other work has settled when the loop sees that it is due. */
  readonly isDueAtRest: boolean;
  /** Takes its turn. The work that it causes settles before the next turn. */
  takeTurn(): void;
}

/**
 * Gives turns to chores, one at a time, the first due chore of the list first. All work settles between two turns, so the
 * order of work does not depend on how Temporal groups jobs into activations. On replay, Temporal delivers jobs together
 * that arrived one by one, above all results of local activities.
 */
export class TurnLoop {
  readonly #chores: readonly Chore[];

  constructor(chores: readonly Chore[]) {
    this.#chores = chores;
  }

  /** Runs until the workflow ends. */
  async run(): Promise<never> {
    for (;;) {
      await nextEvaluation(() => this.#next !== undefined);
      if (this.#next?.isDueAtRest === false) await nextEvaluation(() => true);
      this.#next?.takeTurn();
    }
  }

  get #next(): Chore | undefined {
    return this.#chores.find(({ isDue }) => isDue);
  }
}

/**
 * Resolves when the predicate is true at one of Temporal's next evaluations of conditions, never at once as `condition`
 * does. Temporal evaluates conditions after each job of an activation, before its promises run, and after all jobs, when
 * no work is left.
 */
function nextEvaluation(isTrue: () => boolean): Promise<void> {
  let isFirstEvaluation = true;
  return condition(() => {
    const isLater = !isFirstEvaluation;
    isFirstEvaluation = false;
    return isLater && isTrue();
  });
}
