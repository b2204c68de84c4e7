import {
  byteLength,
  CanceledError,
  type Cancellation,
  type Json,
  maxBytes,
  overheadBytes,
} from '@octavo/orchestrators';
import { workflowInfo } from '@temporalio/workflow';

/** Reserved for each local activity that runs. */
const RESERVED_BYTES = maxBytes.localOutput + 1024;

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
    this.#spentBytes += overheadBytes.localResult + byteLength(result);
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const resume of waiters) resume();
  }

  #hasRoom(): boolean {
    this.#resetForNewTask();
    return this.#spentBytes + (this.#running + 1) * RESERVED_BYTES <= maxBytes.localResults;
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
