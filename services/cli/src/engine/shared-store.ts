import type { RunStore } from '@octavo/client';
import type { OctavoConfig } from '@octavo/config';
import type * as stateModule from '@octavo/state';
import type { RunKey, StoreUnavailableError, TaskStateStore } from '@octavo/state';

/** Why a store cannot be read, and what to do, in sentences. */
export interface StoreFailure {
  readonly reason: string;
  readonly advice: string;
}

/** The configured store of other workers, only for reading. It is opened at the first read. */
export class SharedStore implements RunStore {
  readonly #config: Pick<OctavoConfig, 'store'>;
  #opened: TaskStateStore | undefined;
  /** By run, so that a successful read of another run does not hide a failure. */
  readonly #failures = new Map<string, StoreFailure>();

  /** Undefined if workers keep states in their own memory. */
  static of(config: Pick<OctavoConfig, 'store'>): SharedStore | undefined {
    return config.store.kind === 'memory' ? undefined : new SharedStore(config);
  }

  private constructor(config: Pick<OctavoConfig, 'store'>) {
    this.#config = config;
  }

  /** Why a run could not be read at the last try; undefined if all runs could. */
  get failure(): StoreFailure | undefined {
    const [first] = this.#failures.values();
    return first;
  }

  readRun: RunStore['readRun'] = (run) => this.#read(run, (store) => store.readRun(run));

  readTasks: RunStore['readTasks'] = (run, query) => this.#read(run, (store) => store.readTasks(run, query));

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  async #read<T>({ workflowId, firstRunId }: RunKey, read: (store: TaskStateStore) => Promise<T>): Promise<T> {
    const key = `${workflowId}/${firstRunId}`;
    this.#opened ??= createStore(this.#config);
    try {
      const result = await read(this.#opened);
      this.#failures.delete(key);
      return result;
    } catch (error) {
      const { message, advice = '' } = error as Partial<StoreUnavailableError>;
      this.#failures.set(key, { reason: `${message ?? String(error)}.`, advice });
      throw error;
    }
  }
}

/** The store that the configuration names. */
export function createStore({ store }: Pick<OctavoConfig, 'store'>): TaskStateStore {
  // Loaded here, because most commands need no store.
  const { MemoryTaskStateStore, RedisTaskStateStore } = require('@octavo/state') as typeof stateModule;
  return store.kind === 'memory' ? new MemoryTaskStateStore() : new RedisTaskStateStore(store);
}
