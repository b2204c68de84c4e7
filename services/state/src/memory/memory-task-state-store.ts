import { isTerminal } from '@octavo/orchestrators/model';
import {
  pageLimit,
  pathSortKey,
  replaces,
  sortKeyRange,
  type StoredTaskState,
  toStoredTaskState,
} from '../stored-task-state';
import type {
  Page,
  RunFacts,
  RunKey,
  RunQuery,
  RunRecord,
  StateBatch,
  TaskQuery,
  TaskStateStore,
} from '../task-state-store';

export interface MemoryTaskStateStoreOptions {
  /** Maximum number of ended runs; beyond it, those that ended first are removed. Default 1,000. */
  readonly maxEndedRuns?: number;
  /** An ended run is removed after this time, in milliseconds. Default 7 days. */
  readonly ttlMs?: number;
  /** Milliseconds since the epoch. Default: the system clock. */
  readonly now?: () => number;
}

interface StoredRun extends RunKey {
  facts: RunFacts | null;
  readonly states: Map<string, StoredTaskState>;
  /** Milliseconds since the epoch; undefined while the run is open. */
  endedAtMs: number | undefined;
}

const SEVEN_DAYS_MS = 604_800_000;

/** Keeps states in this process; for embedded workers and for tests. */
export class MemoryTaskStateStore implements TaskStateStore {
  readonly #runs = new Map<string, StoredRun>();
  readonly #ended = new Set<StoredRun>();
  readonly #maxEndedRuns: number;
  readonly #ttlMs: number;
  readonly #now: () => number;

  constructor(options: MemoryTaskStateStoreOptions = {}) {
    this.#maxEndedRuns = options.maxEndedRuns ?? 1_000;
    this.#ttlMs = options.ttlMs ?? SEVEN_DAYS_MS;
    this.#now = options.now ?? Date.now;
  }

  async write(batch: StateBatch): Promise<void> {
    const run = this.#open(batch);
    if (batch.run !== undefined) run.facts = batch.run;
    for (const state of batch.states) keepNewer(run.states, toStoredTaskState(state));
    this.#markEnd(run);
    this.#removeOld();
  }

  async readRun(key: RunKey): Promise<RunRecord | undefined> {
    const run = this.#find(key);
    const record = run && toRecord(run);
    return record?.facts == null && record?.state == null ? undefined : record;
  }

  async readTask(key: RunKey, path: string): Promise<StoredTaskState | undefined> {
    return this.#find(key)?.states.get(path);
  }

  async readTasks(key: RunKey, query: TaskQuery = {}): Promise<Page<StoredTaskState>> {
    const { from, to } = query.prefix === undefined ? { from: '', to: '\uffff' } : sortKeyRange(query.prefix);
    const after = query.cursor === undefined ? '' : pathSortKey(query.cursor);
    const found = [...(this.#find(key)?.states.values() ?? [])]
      .map((state) => ({ state, sortKey: pathSortKey(state.path) }))
      .filter(({ sortKey }) => sortKey !== '' && sortKey >= from && sortKey < to && sortKey > after)
      .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1))
      .map(({ state }) => state);
    return firstPage(found, pageLimit(query.limit), (state) => state.path);
  }

  async listRuns(query: RunQuery = {}): Promise<Page<RunRecord>> {
    this.#removeOld();
    const found = [...this.#runs.values()]
      .map((run) => ({ record: toRecord(run), position: positionOf(run) }))
      .filter(({ record }) => query.status === undefined || record.state?.status === query.status)
      .filter(({ record }) => query.definition === undefined || record.facts?.definition === query.definition)
      .filter(({ position }) => query.cursor === undefined || position < query.cursor)
      .sort((a, b) => (a.position > b.position ? -1 : 1));
    const page = firstPage(found, pageLimit(query.limit), ({ position }) => position);
    return { ...page, items: page.items.map(({ record }) => record) };
  }

  async close(): Promise<void> {
    this.#runs.clear();
    this.#ended.clear();
  }

  #open({ workflowId, firstRunId }: RunKey): StoredRun {
    const existing = this.#runs.get(idOf({ workflowId, firstRunId }));
    const run = existing ?? { workflowId, firstRunId, facts: null, states: new Map(), endedAtMs: undefined };
    if (existing === undefined) this.#runs.set(idOf(run), run);
    return run;
  }

  #find(key: RunKey): StoredRun | undefined {
    this.#removeOld();
    return this.#runs.get(idOf(key));
  }

  /** `#ended` has the runs in the order of their ends, so that the first ones are removed first. */
  #markEnd(run: StoredRun): void {
    const status = run.states.get('')?.status;
    const hasEnded = status !== undefined && isTerminal(status);
    if (hasEnded === (run.endedAtMs !== undefined)) return;
    run.endedAtMs = hasEnded ? this.#now() : undefined;
    if (hasEnded) this.#ended.add(run);
    else this.#ended.delete(run);
  }

  #removeOld(): void {
    const oldestMs = this.#now() - this.#ttlMs;
    for (const run of this.#ended) {
      if (this.#ended.size <= this.#maxEndedRuns && (run.endedAtMs ?? 0) >= oldestMs) return;
      this.#ended.delete(run);
      this.#runs.delete(idOf(run));
    }
  }
}

function keepNewer(states: Map<string, StoredTaskState>, state: StoredTaskState): void {
  if (replaces(state, states.get(state.path))) states.set(state.path, state);
}

function firstPage<Item>(found: readonly Item[], limit: number, cursorOf: (item: Item) => string): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, nextCursor: cursorOf(last) } : { items };
}

function idOf({ workflowId, firstRunId }: RunKey): string {
  return `${workflowId}/${firstRunId}`;
}

/** Orders runs by their start; the id distinguishes runs that start in the same millisecond. */
function positionOf(run: StoredRun): string {
  return `${run.facts?.startedAt ?? run.states.get('')?.startedAt ?? ''} ${idOf(run)}`;
}

function toRecord({ workflowId, firstRunId, facts, states }: StoredRun): RunRecord {
  return { workflowId, firstRunId, facts, state: states.get('') ?? null };
}
