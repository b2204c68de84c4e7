import type { TaskState } from '@octavo/orchestrators';
import { type ProjectedState, projectState } from './projected-state';

/** States that were taken out together. */
export interface Ride {
  readonly states: readonly ProjectedState[];
  /** Ends the ride: what was not written goes back, unless something newer of the path has come since. */
  end(result: 'written' | 'unwritten'): void;
}

/**
 * The transitions that the store does not know yet, the last one of each path. Whoever makes a round trip takes them
 * along; what could not be written rides again.
 */
export class StateOutbox {
  readonly #waiting = new Map<string, ProjectedState>();
  #sizeBytes = 0;

  /** Paths that wait for a ride. */
  get size(): number {
    return this.#waiting.size;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  put(state: TaskState): void {
    this.#remove(state.path);
    this.#add(projectState(state));
  }

  /** Takes out what fits, the oldest first. */
  take(maxBytes: number): Ride {
    const states: ProjectedState[] = [];
    let roomBytes = maxBytes;
    for (const entry of this.#waiting.values()) {
      roomBytes -= entry.sizeBytes;
      if (roomBytes < 0) break;
      states.push(entry);
    }
    for (const { state } of states) this.#remove(state.path);
    return { states, end: (result) => this.#end(states, result) };
  }

  #end(states: readonly ProjectedState[], result: 'written' | 'unwritten'): void {
    if (result === 'written') return;
    for (const entry of states) if (!this.#waiting.has(entry.state.path)) this.#add(entry);
  }

  #add(entry: ProjectedState): void {
    this.#waiting.set(entry.state.path, entry);
    this.#sizeBytes += entry.sizeBytes;
  }

  #remove(path: string): void {
    this.#sizeBytes -= this.#waiting.get(path)?.sizeBytes ?? 0;
    this.#waiting.delete(path);
  }
}
