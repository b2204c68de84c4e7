import { maxBytes } from '@octavo/orchestrators';
import type { OutboxWriter } from './outbox-writer';
import type { StateOutbox } from './state-outbox';

const MAX_WAITING_STATES = 200;
/** What nobody took along for so long is flushed, so that a slow fan-out can be watched. */
const MAX_AGE_MS = 10_000;

/** Says when states that found no ride are written by a flush of their own: one event in the history each time. */
export class FlushPolicy {
  readonly #outbox: StateOutbox;
  readonly #writer: OutboxWriter;
  /** After a flush that failed: the size from which another one is tried. */
  #patience = MAX_WAITING_STATES;

  constructor(outbox: StateOutbox, writer: OutboxWriter) {
    this.#outbox = outbox;
    this.#writer = writer;
  }

  get isDue(): boolean {
    if (this.#outbox.size === 0 || this.#writer.isFlushing) return false;
    return !this.#writer.isUnderWay || this.#hasGrown || this.#isOld;
  }

  /** Writes; with nothing else on the way, a store that is away is left to a child workflow. Never rejects. */
  async flush(): Promise<void> {
    const isWritten = await this.#writer.flush();
    this.#patience = isWritten ? MAX_WAITING_STATES : this.#outbox.size + MAX_WAITING_STATES;
    if (!isWritten && !this.#writer.isUnderWay) await this.#writer.leaveToChildren();
  }

  get #hasGrown(): boolean {
    const { size, sizeBytes } = this.#outbox;
    return size > this.#patience || (sizeBytes > maxBytes.waitingStates && this.#patience === MAX_WAITING_STATES);
  }

  get #isOld(): boolean {
    return Date.now() - this.#writer.lastDepartureMs > MAX_AGE_MS;
  }
}
