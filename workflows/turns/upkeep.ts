import { setCurrentDetails } from '@temporalio/workflow';
import type { FlushPolicy } from '../outbox/flush-policy';
import type { RunProgress } from '../view/run-progress';
import type { WaitingForAttribute } from '../view/search-attributes';
import type { Chore } from './turn-loop';

export interface UpkeepParts {
  readonly flushes: FlushPolicy;
  readonly progress: RunProgress;
  /** Absent where the server does not know our search attributes. */
  readonly waitingFor: WaitingForAttribute | undefined;
}

/** Keeps what people see of a run up to date: a hundred transitions of one activation cost one turn. */
export class Upkeep implements Chore {
  readonly #parts: UpkeepParts;
  #isStopped = false;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  get isDue(): boolean {
    const { flushes, progress, waitingFor } = this.#parts;
    return !this.#isStopped && (progress.isStale || waitingFor?.hasChanged === true || flushes.isDue);
  }

  takeTurn(): void {
    const { flushes, progress, waitingFor } = this.#parts;
    if (progress.isStale) setCurrentDetails(progress.render());
    if (waitingFor?.hasChanged === true) waitingFor.tell();
    if (flushes.isDue) void flushes.flush();
  }

  stop(): void {
    this.#isStopped = true;
  }
}
