import { byteLength, type Cancellation, CanceledError, type Json } from '@octavo/orchestrators';
import { workflowInfo } from '@temporalio/workflow';

/** What the results of local activities may take of the message of at most 4 MiB that ends a workflow task. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Held free for each local activity that runs: the largest output that one may have, and what goes around it. */
const RESERVED_BYTES = 65 * 1024;
const BYTES_OF_A_MARKER = 600;

/**
 * Says which local activities may run: their results stay with the workflow task until it ends, and a task with more
 * than Temporal takes would fail for ever. A remote activity ends it; then there is room again.
 */
export class LocalBudget {
  #historyLength = 0;
  #spentBytes = 0;
  #running = 0;
  readonly #waiters = new Set<() => void>();

  /** True: run it locally and `leave`. False: there is no room in this workflow task; run it remotely. */
  async enter(cancellation: Cancellation): Promise<boolean> {
    while (!this.#hasRoom()) {
      if (this.#running === 0) return false;
      await this.#someoneLeaves(cancellation);
    }
    this.#running += 1;
    return true;
  }

  /** `result` is what it brought. */
  leave(result: Json): void {
    this.#startOver();
    this.#running -= 1;
    this.#spentBytes += BYTES_OF_A_MARKER + byteLength(result);
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const goOn of waiters) goOn();
  }

  #hasRoom(): boolean {
    this.#startOver();
    return this.#spentBytes + (this.#running + 1) * RESERVED_BYTES <= MAX_BYTES;
  }

  // The history only grows when a workflow task ends.
  #startOver(): void {
    const { historyLength } = workflowInfo();
    if (historyLength === this.#historyLength) return;
    this.#historyLength = historyLength;
    this.#spentBytes = 0;
  }

  #someoneLeaves(cancellation: Cancellation): Promise<void> {
    return new Promise((resolve, reject) => {
      const goOn = (): void => {
        this.#waiters.delete(goOn);
        unsubscribe();
        if (cancellation.isCanceled) reject(new CanceledError());
        else resolve();
      };
      this.#waiters.add(goOn);
      const unsubscribe = cancellation.onCancel(goOn);
    });
  }
}
