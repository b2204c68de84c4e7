import { condition } from '@temporalio/workflow';

/** Something that is done when all that an activation brought has been dealt with. */
export interface Chore {
  /** Pure: may be asked at any time. */
  readonly isDue: boolean;
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
      await condition(() => this.#next !== undefined);
      await comeToRest();
      this.#next?.takeTurn();
    }
  }

  get #next(): Chore | undefined {
    return this.#chores.find(({ isDue }) => isDue);
  }
}

/**
 * Resolves when nothing is left to do. A condition may be looked at between two jobs of an activation; one that says no
 * when it is made is looked at again only after all of them, and after all promises.
 */
function comeToRest(): Promise<void> {
  let isFirstLook = true;
  return condition(() => {
    const isLater = !isFirstLook;
    isFirstLook = false;
    return isLater;
  });
}
