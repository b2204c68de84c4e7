import { type ProjectedState, projectState, sizeOfState, type StateOfEpoch } from './projected-state';

/** States that were taken out of the outbox together. */
export interface Ride {
  readonly states: readonly ProjectedState[];
  /** Approximate size of the states. */
  readonly sizeBytes: number;
  /** Puts unwritten states back, unless a newer state of the path has arrived since. */
  end(result: 'written' | 'unwritten'): void;
}

interface Entry {
  readonly state: StateOfEpoch;
  readonly sizeBytes: number;
}

/**
 * The transitions that have not been written to the store yet; only the last one of each path. Activities carry them.
 * Transitions that could not be written are sent again.
 */
export class StateOutbox {
  readonly #waiting = new Map<string, Entry>();
  #sizeBytes = 0;

  /** Number of waiting states, one for each path. */
  get size(): number {
    return this.#waiting.size;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  put(state: StateOfEpoch): void {
    this.#replace({ state, sizeBytes: sizeOfState(state) });
  }

  /** Takes out the states that fit in `maxBytes`, the oldest first. */
  take(maxBytes: number): Ride {
    const entries: Entry[] = [];
    let roomBytes = maxBytes;
    for (const entry of this.#waiting.values()) {
      roomBytes -= entry.sizeBytes;
      if (roomBytes < 0) break;
      entries.push(entry);
    }
    for (const { state } of entries) this.#remove(state.path);
    const states = entries.map(({ state }) => projectState(state));
    const sizeBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
    return { states, sizeBytes, end: (result) => this.#end(entries, result) };
  }

  #end(entries: readonly Entry[], result: 'written' | 'unwritten'): void {
    if (result === 'written') return;
    for (const entry of entries) if (this.#isNewest(entry)) this.#replace(entry);
  }

  /** Of two batches with the same path, the older one may come back first. */
  #isNewest({ state: { path, version } }: Entry): boolean {
    return version > (this.#waiting.get(path)?.state.version ?? -1);
  }

  #replace(entry: Entry): void {
    this.#remove(entry.state.path);
    this.#waiting.set(entry.state.path, entry);
    this.#sizeBytes += entry.sizeBytes;
  }

  #remove(path: string): void {
    const entry = this.#waiting.get(path);
    if (entry === undefined) return;
    this.#sizeBytes -= entry.sizeBytes;
    this.#waiting.delete(path);
  }
}
