import type { TaskStateStore } from '@octavo/state';
import type { Logger } from '@temporalio/worker';

/** An unstable store is reported once in this time. */
const QUIET_MS = 60_000;

/** The watched methods of a store. */
export type WritableStore = Pick<TaskStateStore, 'write'>;

/** A store whose losses are logged. */
export interface WatchedStore extends WritableStore {
  /** Resolves when all writes have ended, also those that no caller waits for. Never rejects. */
  settled(): Promise<void>;
}

/** Wraps a store: logs its loss with the first write that fails, and its return with the first that succeeds again. */
export function watchStore(store: WritableStore, log: Pick<Logger, 'warn' | 'info'>): WatchedStore {
  const watch = new StoreWatch(log);
  const pending = new Set<Promise<void>>();
  const write: WatchedStore['write'] = async (batch) => {
    try {
      await store.write(batch);
    } catch (error) {
      watch.failed(error);
      throw error;
    }
    watch.succeeded();
  };
  return {
    write: (batch) => {
      const writing = write(batch);
      pending.add(writing);
      const forget = (): void => void pending.delete(writing);
      writing.then(forget, forget);
      return writing;
    },
    settled: async () => void (await Promise.allSettled(pending)),
  };
}

class StoreWatch {
  readonly #log: Pick<Logger, 'warn' | 'info'>;
  #failedWrites = 0;
  #reportedAtMs = Number.NEGATIVE_INFINITY;
  #isReported = false;

  constructor(log: Pick<Logger, 'warn' | 'info'>) {
    this.#log = log;
  }

  failed(error: unknown): void {
    this.#failedWrites += 1;
    const nowMs = performance.now();
    if (this.#isReported || nowMs - this.#reportedAtMs < QUIET_MS) return;
    this.#isReported = true;
    this.#reportedAtMs = nowMs;
    // The stack of a failed command shows only the client of the store.
    const { message } = error instanceof Error ? error : new Error(String(error));
    this.#log.warn('The store of task states is unavailable; runs continue without it', { ...own, error: { message } });
  }

  succeeded(): void {
    if (this.#isReported) {
      const fields = { failedWrites: this.#failedWrites };
      this.#log.info('The store of task states is available again', { ...own, fields });
    }
    this.#isReported = false;
    this.#failedWrites = 0;
  }
}

const own = { sdkComponent: 'worker' };
