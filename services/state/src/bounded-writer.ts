import type { StateBatch, TaskStateStore } from './task-state-store';

export type WriteResult = 'written' | 'unwritten';

/** A write on its way. */
export interface PendingWrite {
  /** Never rejects; resolves no later than the bound after the start. */
  settle(): Promise<WriteResult>;
}

export interface BoundedWriterOptions {
  /** A write counts as unwritten when it took longer. Default 150 ms. */
  readonly boundMs?: number;
  /** After a write that failed none is tried for this time. Default 1 s. */
  readonly breakerMs?: number;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

const nothingToWrite: PendingWrite = { settle: async () => 'written' };
const held: PendingWrite = { settle: async () => 'unwritten' };

/**
 * Writes to the store without ever holding anybody up: a store that is slow costs the bound once, then nothing while
 * the breaker is open; a store that is down costs nothing. One for each worker process. What counts as unwritten may
 * yet arrive; writes are idempotent.
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

  /** Starts to write; `settle` tells what came of it. */
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
