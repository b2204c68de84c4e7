import { byteLength, type Cancellation, CanceledError, type Json } from '@octavo/orchestrators';
import { workflowInfo } from '@temporalio/workflow';

/** Limit of all results of local activities in one workflow task; the message that ends the task may have 4 MiB. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Reserved for each running local activity: the largest output that it may have, and its envelope. */
const RESERVED_BYTES = 65 * 1024;
const BYTES_OF_A_MARKER = 600;

/**
 * Limits local activities. Their results are sent when the workflow task ends, and a task whose message is too large
 * would fail and be retried for ever. A remote activity ends the workflow task; then there is room again.
 */
export class LocalBudget {
  #historyLength = 0;
  #spentBytes = 0;
  #running = 0;
  readonly #waiters = new Set<() => void>();

  /**
   * True: run the action locally, and call `leave` when it has ended. False: there is no room in this workflow task; run
   * it remotely. Throws `CanceledError` if cancelled while it waits.
   */
  async enter(cancellation: Cancellation): Promise<boolean> {
    while (!this.#hasRoom()) {
      if (this.#running === 0) return false;
      await this.#nextLeave(cancellation);
    }
    this.#running += 1;
    return true;
  }

  /** `result`: the output of the local activity, or the content of its failure. */
  leave(result: Json): void {
    this.#resetForNewTask();
    this.#running -= 1;
    this.#spentBytes += BYTES_OF_A_MARKER + byteLength(result);
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const resume of waiters) resume();
  }

  #hasRoom(): boolean {
    this.#resetForNewTask();
    return this.#spentBytes + (this.#running + 1) * RESERVED_BYTES <= MAX_BYTES;
  }

  // The history only grows when a workflow task ends.
  #resetForNewTask(): void {
    const { historyLength } = workflowInfo();
    if (historyLength === this.#historyLength) return;
    this.#historyLength = historyLength;
    this.#spentBytes = 0;
  }

  #nextLeave(cancellation: Cancellation): Promise<void> {
    return new Promise((resolve, reject) => {
      const resume = (): void => {
        this.#waiters.delete(resume);
        unsubscribe();
        if (cancellation.isCanceled) reject(new CanceledError());
        else resolve();
      };
      this.#waiters.add(resume);
      const unsubscribe = cancellation.onCancel(resume);
    });
  }
}
