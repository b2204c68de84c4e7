import type { RunStore } from '@octavo/client';
import type { OctavoConfig } from '@octavo/config';
import type * as stateModule from '@octavo/state';
import type { StoreUnavailableError, TaskStateStore } from '@octavo/state';

/** Why a store cannot be read, and what to do; sentences. */
export interface StoreFailure {
  readonly reason: string;
  readonly advice: string;
}

/** The configured store of workers elsewhere, for reading. It is opened when it is asked for the first time. */
export class SharedStore implements RunStore {
  readonly #config: Pick<OctavoConfig, 'store'>;
  #opened: TaskStateStore | undefined;
  #failure: StoreFailure | undefined;

  /** Undefined where workers keep states in their own memory. */
  static of(config: Pick<OctavoConfig, 'store'>): SharedStore | undefined {
    return config.store.kind === 'memory' ? undefined : new SharedStore(config);
  }

  private constructor(config: Pick<OctavoConfig, 'store'>) {
    this.#config = config;
  }

  /** Why it could not be read the last time; undefined where it could. */
  get failure(): StoreFailure | undefined {
    return this.#failure;
  }

  readRun: RunStore['readRun'] = (run) => this.#read((store) => store.readRun(run));

  readTasks: RunStore['readTasks'] = (run, query) => this.#read((store) => store.readTasks(run, query));

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  async #read<T>(read: (store: TaskStateStore) => Promise<T>): Promise<T> {
    this.#opened ??= createStore(this.#config);
    try {
      const result = await read(this.#opened);
      this.#failure = undefined;
      return result;
    } catch (error) {
      const { message, advice = '' } = error as Partial<StoreUnavailableError>;
      this.#failure = { reason: `${message ?? String(error)}.`, advice };
      throw error;
    }
  }
}

/** The store that the configuration names. */
export function createStore({ store }: Pick<OctavoConfig, 'store'>): TaskStateStore {
  // Most commands ask a worker and need no store.
  const { MemoryTaskStateStore, RedisTaskStateStore } = require('@octavo/state') as typeof stateModule;
  return store.kind === 'memory' ? new MemoryTaskStateStore() : new RedisTaskStateStore(store);
}
