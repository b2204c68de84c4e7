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
    this.#spentBytes += overheadBytes.localResult + byteLength(result);
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const goOn of waiters) goOn();
  }

  #hasRoom(): boolean {
    this.#startOver();
    return this.#spentBytes + (this.#running + 1) * RESERVED_BYTES <= maxBytes.localResults;
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
