import { maxBytes } from '@octavo/orchestrators';
import type { OutboxWriter } from './outbox-writer';
import type { StateOutbox } from './state-outbox';

const MAX_WAITING_STATES = 200;
/** If no batch was sent for this long, states are flushed, so that people can watch a slow fan-out. */
const MAX_AGE_MS = 10_000;

/** Decides when a flush writes states that no activity has carried. Each flush adds one event to the history. */
export class FlushPolicy {
  readonly #outbox: StateOutbox;
  readonly #writer: OutboxWriter;
  /** A flush is due if more states than this wait; higher after a flush that failed. */
  #maxWaitingStates = MAX_WAITING_STATES;

  constructor(outbox: StateOutbox, writer: OutboxWriter) {
    this.#outbox = outbox;
    this.#writer = writer;
  }

  get isDue(): boolean {
    if (this.#outbox.size === 0 || this.#writer.isFlushing) return false;
    return !this.#writer.isUnderWay || this.#hasGrown || this.#isOld;
  }

  /**
   * Writes the waiting states. If the store is unavailable and no running activity carries a batch, child workflows write
   * the states later. Never rejects.
   */
  async flush(): Promise<void> {
    const isWritten = await this.#writer.flush();
    this.#maxWaitingStates = isWritten ? MAX_WAITING_STATES : this.#outbox.size + MAX_WAITING_STATES;
    if (!isWritten && !this.#writer.isUnderWay) await this.#writer.leaveToChildren();
  }

  get #hasGrown(): boolean {
    const { size, sizeBytes } = this.#outbox;
    return (
      size > this.#maxWaitingStates ||
      (sizeBytes > maxBytes.waitingStates && this.#maxWaitingStates === MAX_WAITING_STATES)
    );
  }

  get #isOld(): boolean {
    return Date.now() - this.#writer.lastDepartureMs > MAX_AGE_MS;
  }
}
