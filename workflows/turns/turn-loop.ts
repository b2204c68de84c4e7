import { condition } from '@temporalio/workflow';

/** Something that is done when all that an activation brought has been dealt with. */
export interface Chore {
  /** Pure: may be asked at any time. */
  readonly isDue: boolean;
  /** True where it only ever becomes due by a promise: then everything else has come to rest when that is seen. */
  readonly isDueAtRest: boolean;
  /** Takes its turn; what it sets off is dealt with before the next turn. */
  takeTurn(): void;
}

/**
 * Gives chores their turns, one at a time, the first that is due first. Between two turns everything that the last one
 * set off comes to rest. So the order of things does not depend on how Temporal groups what it tells a workflow: on
 * replay it tells at once what came one by one, results of local activities above all.
 */
export class TurnLoop {
  readonly #chores: readonly Chore[];

  constructor(chores: readonly Chore[]) {
    this.#chores = chores;
  }

  /** Runs as long as the workflow does. */
  async run(): Promise<never> {
    for (;;) {
      await nextLook(() => this.#next !== undefined);
      if (this.#next?.isDueAtRest === false) await nextLook(() => true);
      this.#next?.takeTurn();
    }
  }

  get #next(): Chore | undefined {
    return this.#chores.find(({ isDue }) => isDue);
  }
}

/**
 * Resolves when `isSo` at one of Temporal's next looks at conditions: after each job of an activation, when none of its
 * promises has run yet, and after all of them, when nothing is left to do. Not at once, as `condition` would.
 */
function nextLook(isSo: () => boolean): Promise<void> {
  let isFirstLook = true;
  return condition(() => {
    const isLater = !isFirstLook;
    isFirstLook = false;
    return isLater && isSo();
  });
}
