import { type ProjectedState, projectState, sizeOfState, type StateOfEpoch } from './projected-state';

/** States that were taken out together. */
export interface Ride {
  readonly states: readonly ProjectedState[];
  /** About how large they are. */
  readonly sizeBytes: number;
  /** Ends the ride: what was not written goes back, unless something newer of the path has come since. */
  end(result: 'written' | 'unwritten'): void;
}

interface Entry {
  readonly state: StateOfEpoch;
  readonly sizeBytes: number;
}

/**
 * The transitions that the store does not know yet, the last one of each path. Whoever makes a round trip takes them
 * along; what could not be written rides again.
 */
export class StateOutbox {
  readonly #waiting = new Map<string, Entry>();
  #sizeBytes = 0;

  /** Paths that wait for a ride. */
  get size(): number {
    return this.#waiting.size;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  put(state: StateOfEpoch): void {
    this.#remove(state.path);
    this.#add({ state, sizeBytes: sizeOfState(state) });
  }

  /** Takes out what fits, the oldest first. */
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
    for (const entry of entries) if (!this.#waiting.has(entry.state.path)) this.#add(entry);
  }

  #add(entry: Entry): void {
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
