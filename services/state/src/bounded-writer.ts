import type { StateBatch, TaskStateStore } from './task-state-store';

export type WriteResult = 'written' | 'unwritten';

/** A write that has started. */
export interface PendingWrite {
  /** Never rejects; resolves within the time limit of the write. */
  settle(): Promise<WriteResult>;
}

export interface BoundedWriterOptions {
  /** The time limit; a write that takes longer counts as unwritten. Default 150 ms. */
  readonly boundMs?: number;
  /** The time without writes after a failed write. Default 1 s. */
  readonly breakerMs?: number;
  /** A monotonic clock in milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
}

const nothingToWrite: PendingWrite = { settle: async () => 'written' };
const held: PendingWrite = { settle: async () => 'unwritten' };

/**
 * Writes to the store with a time limit. A slow store delays callers once by the limit, and not while the breaker is open
 * after that; a store that is down delays nothing. A worker process needs one. A write that counts as unwritten may still
 * succeed later; writes are idempotent.
 */
export class BoundedWriter {
  readonly #store: Pick<TaskStateStore, 'write'>;
  readonly #boundMs: number;
  readonly #breakerMs: number;
  readonly #now: () => number;
  #openUntil = Number.NEGATIVE_INFINITY;

  constructor(store: Pick<TaskStateStore, 'write'>, options: BoundedWriterOptions = {}) {
    this.#store = store;
    this.#boundMs = options.boundMs ?? 150;
    this.#breakerMs = options.breakerMs ?? 1_000;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Starts a write; `settle` returns its result. */
  start(batch: StateBatch | undefined): PendingWrite {
    if (batch === undefined || (batch.states.length === 0 && batch.run === undefined)) return nothingToWrite;
    if (this.#now() < this.#openUntil) return held;
    const result = this.#write(batch);
    return { settle: () => result };
  }

  async #write(batch: StateBatch): Promise<WriteResult> {
    const bound = createBound(this.#boundMs);
    const write = this.#tryToWrite(batch);
    const result = await Promise.race([write, bound.passed]);
    bound.stop();
    if (result === 'unwritten') this.#openUntil = this.#now() + this.#breakerMs;
    return result;
  }

  async #tryToWrite(batch: StateBatch): Promise<WriteResult> {
    try {
      await this.#store.write(batch);
      return 'written';
    } catch {
      return 'unwritten';
    }
  }
}

function createBound(boundMs: number): { readonly passed: Promise<WriteResult>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<WriteResult>((resolve) => {
    timer = setTimeout(() => resolve('unwritten'), boundMs);
  });
  return { passed, stop: () => clearTimeout(timer) };
}
