import type { FlushPolicy } from '../outbox/flush-policy';
import type { WaitingForAttribute } from '../view/search-attributes';
import type { Chore } from './turn-loop';

export interface UpkeepParts {
  readonly flushes: FlushPolicy;
  /** Undefined if the server does not have Octavo's search attributes. */
  readonly waitingFor: WaitingForAttribute | undefined;
}

/** Keeps the store and visibility up to date, in one turn for all transitions of an activation. */
export class Upkeep implements Chore {
  readonly isDueAtRest = false;
  readonly #parts: UpkeepParts;
  #isStopped = false;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  get isDue(): boolean {
    const { flushes, waitingFor } = this.#parts;
    return !this.#isStopped && (waitingFor?.hasChanged === true || flushes.isDue);
  }

  takeTurn(): void {
    const { flushes, waitingFor } = this.#parts;
    if (waitingFor?.hasChanged === true) waitingFor.tell();
    if (flushes.isDue) void flushes.flush();
  }

  stop(): void {
    this.#isStopped = true;
  }
}
