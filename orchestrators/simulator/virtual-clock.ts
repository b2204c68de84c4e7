declare const setImmediate: (callback: () => void) => void;

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly happen: () => void;
}

/** Time that passes only when nothing else is left to do. Events at the same time happen in the order of planning. */
export class VirtualClock {
  #nowMs: number;
  #order = 0;
  readonly #events: Event[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Lets `happen` be called at `atMs`; returns how to forget it. */
  at(atMs: number, happen: () => void): () => void {
    const event = { atMs: Math.max(atMs, this.#nowMs), order: this.#order, happen };
    this.#order += 1;
    this.#events.push(event);
    return () => {
      const place = this.#events.indexOf(event);
      if (place >= 0) this.#events.splice(place, 1);
    };
  }

  /** Passes time until `isOver`, or until nothing is planned any more. */
  async run(isOver: () => boolean): Promise<void> {
    await settle();
    while (!isOver()) {
      const next = this.#takeNext();
      if (next === undefined) return;
      this.#nowMs = next.atMs;
      next.happen();
      await settle();
    }
  }

  #takeNext(): Event | undefined {
    let first = 0;
    this.#events.forEach((event, place) => {
      const best = this.#events[first];
      if (best !== undefined && (event.atMs < best.atMs || (event.atMs === best.atMs && event.order < best.order))) first = place;
    });
    return this.#events.splice(first, 1)[0];
  }
}

/** Resolves when all promises that can go on have gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
