interface Event {
  readonly atMs: number;
  readonly order: number;
  happen: (() => void) | undefined;
}

/**
 * Time that advances only when no other work is left. Events at the same time happen in the order in which they were
 * scheduled.
 */
export class VirtualClock {
  readonly #settle: () => Promise<void>;
  #nowMs: number;
  #order = 0;
  /** A binary heap: the next event is first, and each event comes before its two children. */
  readonly #events: Event[] = [];

  /** `settle` resolves when all promises that can continue have continued. */
  constructor(startMs: number, settle: () => Promise<void>) {
    this.#nowMs = startMs;
    this.#settle = settle;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Schedules `happen` at `atMs`; returns a function that cancels it. */
  at(atMs: number, happen: () => void): () => void {
    const event: Event = { atMs: Math.max(atMs, this.#nowMs), order: this.#order, happen };
    this.#order += 1;
    this.#add(event);
    return () => {
      event.happen = undefined;
    };
  }

  /** Advances time until `isOver`, or until no event is scheduled. */
  async run(isOver: () => boolean): Promise<void> {
    await this.#settle();
    for (let event = this.#take(); event !== undefined && !isOver(); event = this.#take()) {
      if (event.happen === undefined) continue;
      this.#nowMs = event.atMs;
      event.happen();
      await this.#settle();
    }
  }

  #add(event: Event): void {
    let index = this.#events.push(event) - 1;
    for (let above = (index - 1) >> 1; index > 0 && this.#isBefore(index, above); above = (index - 1) >> 1) {
      this.#swap(index, above);
      index = above;
    }
  }

  #take(): Event | undefined {
    const last = this.#events.length - 1;
    if (last > 0) this.#swap(0, last);
    const event = this.#events.pop();
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const least = this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(least, index)) return event;
      this.#swap(index, least);
      index = least;
    }
  }

  #isBefore(index: number, other: number): boolean {
    const [a, b] = [this.#events[index], this.#events[other]];
    if (a === undefined || b === undefined) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  }

  #swap(index: number, other: number): void {
    const [a, b] = [this.#events[index], this.#events[other]];
    if (a === undefined || b === undefined) return;
    this.#events[index] = b;
    this.#events[other] = a;
  }
}
