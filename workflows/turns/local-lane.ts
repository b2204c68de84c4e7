import { isLoneLocalResult } from './activation';
import type { Chore } from './turn-loop';

interface Entry {
  /** Present once the activity has ended. */
  deliver?: () => void;
}

/**
 * The local activities of a run. They run at the same time, but their results are delivered in the order in which they were
 * started, one in each turn. Without this, a run with several of them would not replay: live, results arrive one by one; on
 * replay they arrive together, and the work that follows each of them would interleave.
 */
export class LocalLane implements Chore {
  readonly isDueAtRest = true;
  readonly #entries: Entry[] = [];

  get isDue(): boolean {
    return this.#entries[0]?.deliver !== undefined;
  }

  /** Starts `work` at once. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const entry: Entry = {};
    this.#entries.push(entry);
    return new Promise<T>((resolve, reject) => {
      work().then(
        (value) => this.#arrive(entry, () => resolve(value)),
        (thrown: Error) => this.#arrive(entry, () => reject(thrown)),
      );
    });
  }

  takeTurn(): void {
    this.#entries.shift()?.deliver?.();
  }

  // A result that arrives alone is delivered at once, which saves an evaluation of conditions (a tenth of a millisecond).
  #arrive(entry: Entry, deliver: () => void): void {
    entry.deliver = deliver;
    if (this.#entries[0] === entry && isLoneLocalResult()) this.takeTurn();
  }
}
