import { isLoneLocalResult } from './activation';
import type { Chore } from './turn-loop';

interface Entry {
  /** Present once the activity has ended. */
  deliver?: () => void;
}

/**
 * The local activities of a run. They run at the same time, but their results are handed on in the order in which they
 * were begun, one a turn. Otherwise a run with several of them would not replay: live, results come one by one as they
 * end; on replay they come together, and what they set off would be interleaved.
 */
export class LocalLane implements Chore {
  readonly isDueAtRest = true;
  readonly #entries: Entry[] = [];

  get isDue(): boolean {
    return this.#entries[0]?.deliver !== undefined;
  }

  /** Begins `work` at once. */
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

  // What comes alone need not wait for the others to come to rest: a look at conditions costs a tenth of a millisecond.
  #arrive(entry: Entry, deliver: () => void): void {
    entry.deliver = deliver;
    if (this.#entries[0] === entry && isLoneLocalResult()) this.takeTurn();
  }
}
