import type {
  Page,
  RunKey,
  RunQuery,
  RunRecord,
  StateBatch,
  StoredTaskState,
  TaskQuery,
  TaskStateStore,
} from '@octavo/state';

/** Wraps a store and counts its calls. */
export class CountingStore implements TaskStateStore {
  readonly #store: TaskStateStore;
  calls = 0;

  constructor(store: TaskStateStore) {
    this.#store = store;
  }

  write(batch: StateBatch): Promise<void> {
    return this.#counted().write(batch);
  }

  readRun(run: RunKey): Promise<RunRecord | undefined> {
    return this.#counted().readRun(run);
  }

  readTask(run: RunKey, path: string): Promise<StoredTaskState | undefined> {
    return this.#counted().readTask(run, path);
  }

  readTasks(run: RunKey, query?: TaskQuery): Promise<Page<StoredTaskState>> {
    return this.#counted().readTasks(run, query);
  }

  listRuns(query?: RunQuery): Promise<Page<RunRecord>> {
    return this.#counted().listRuns(query);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #counted(): TaskStateStore {
    this.calls += 1;
    return this.#store;
  }
}
