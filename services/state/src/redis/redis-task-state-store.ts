import { isTerminal } from '@octavo/orchestrators/model';
import { pageLimit, sortKeyRange, type StoredTaskState, toStoredTaskState } from '../stored-task-state';
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
import { type StateCommands, stateScripts } from './lua-scripts';
import { RedisClient, type RedisClientOptions } from './redis-client';
import {
  expiryOf,
  indexKeys,
  parsePathMember,
  pathMember,
  type RunExpiry,
  runKeys,
  type TimesToLive,
} from './redis-keys';
import { RunIndex } from './run-index';

export type RedisTaskStateStoreOptions = RedisClientOptions & {
  /** Prefix of every key. Default `octavo`. */
  readonly keyPrefix?: string;
  /** A run is removed this time after its end, in milliseconds. Default 7 days. */
  readonly ttlMs?: number;
  /**
   * A run without an end is removed this time after the last write of its own state, in milliseconds. Writes of its tasks
   * extend the time only in its second half. Default 400 days.
   */
  readonly openTtlMs?: number;
  /** Milliseconds since 1970. Default: the clock of this process. */
  readonly now?: () => number;
};

const DAY_MS = 86_400_000;

/** Stores states in Redis. The README of this package describes the keys. */
export class RedisTaskStateStore implements TaskStateStore {
  readonly #client: RedisClient<StateCommands>;
  readonly #prefix: string;
  readonly #times: TimesToLive;
  readonly #now: () => number;
  readonly #index: RunIndex;

  constructor(options: RedisTaskStateStoreOptions) {
    this.#client = new RedisClient<StateCommands>(options, stateScripts);
    this.#prefix = options.keyPrefix ?? 'octavo';
    this.#times = { ttlMs: options.ttlMs ?? 7 * DAY_MS, openTtlMs: options.openTtlMs ?? 400 * DAY_MS };
    this.#now = options.now ?? Date.now;
    this.#index = new RunIndex(this.#client, indexKeys(this.#prefix));
  }

  /** Writes the keys of the run and its index entry at the same time, with the same expiry. */
  async write(batch: StateBatch): Promise<void> {
    const nowMs = this.#now();
    const expiry = expiryOf(batch, this.#times, nowMs);
    const [rank] = await Promise.all([
      this.#writeStates(batch, nowMs, expiry),
      expiry === undefined ? undefined : this.#index.put(batch, expiry, startMsOf(batch)),
    ]);
    if (rank !== '') await this.#extend(batch, nowMs, Number(rank));
  }

  async readRun(key: RunKey): Promise<RunRecord | undefined> {
    const { run } = runKeys(this.#prefix, key);
    const [facts, state] = await this.#client.run((redis) => redis.hmget(run, 'facts', 'state'));
    if (facts == null && state == null) return undefined;
    const { workflowId, firstRunId } = key;
    return {
      workflowId,
      firstRunId,
      facts: facts == null ? null : (JSON.parse(facts) as RunFacts),
      state: parseState(state),
    };
  }

  async readTask(key: RunKey, path: string): Promise<StoredTaskState | undefined> {
    const { run, tasks } = runKeys(this.#prefix, key);
    const [hash, field] = path === '' ? [run, 'state'] : [tasks, path];
    return parseState(await this.#client.run((redis) => redis.hget(hash, field))) ?? undefined;
  }

  async readTasks(key: RunKey, query: TaskQuery = {}): Promise<Page<StoredTaskState>> {
    const limit = pageLimit(query.limit);
    const paths = await this.#readPaths(key, query, limit + 1);
    const wanted = paths.slice(0, limit);
    if (wanted.length === 0) return { items: [] };
    const { tasks } = runKeys(this.#prefix, key);
    const found = await this.#client.run((redis) => redis.hmget(tasks, ...wanted));
    const items = found.map(parseState).filter((state) => state !== null);
    const last = wanted.at(-1);
    return paths.length > limit && last !== undefined ? { items, nextCursor: last } : { items };
  }

  listRuns(query: RunQuery = {}): Promise<Page<RunRecord>> {
    return this.#index.list(query, (key) => this.readRun(key));
  }

  async close(): Promise<void> {
    this.#client.close();
  }

  #writeStates(batch: StateBatch, nowMs: number, expiry: RunExpiry | undefined): Promise<string> {
    const { run, tasks, paths } = runKeys(this.#prefix, batch);
    const { openTtlMs } = this.#times;
    const facts = batch.run === undefined ? '' : JSON.stringify(batch.run);
    // A write extends the expiry of an open run, but only in the second half of its time, because that needs more calls.
    const times = [expiry?.rank ?? '', expiry?.atMs ?? nowMs + openTtlMs, nowMs + Math.floor(openTtlMs / 2)];
    const states = batch.states.flatMap(toArguments);
    return this.#client.run((redis) => redis.octavoWriteStates(run, tasks, paths, facts, ...times, ...states));
  }

  /** Updates the index first: if one of the two calls fails, the next batch finds again that the expiry must be extended. */
  async #extend({ workflowId, firstRunId }: RunKey, nowMs: number, rank: number): Promise<void> {
    const expiry = { rank, atMs: nowMs + this.#times.openTtlMs };
    await this.#index.put({ workflowId, firstRunId }, expiry);
    await this.#writeStates({ workflowId, firstRunId, states: [] }, nowMs, expiry);
  }

  #readPaths(key: RunKey, { prefix, cursor }: TaskQuery, count: number): Promise<readonly string[]> {
    const { paths } = runKeys(this.#prefix, key);
    const range = prefix === undefined ? undefined : sortKeyRange(prefix);
    const from = cursor === undefined ? (range === undefined ? '-' : `[${range.from}`) : `(${pathMember(cursor)}`;
    const to = range === undefined ? '+' : `(${range.to}`;
    return this.#client.run(async (redis) => {
      const members = await redis.zrangebylex(paths, from, to, 'LIMIT', 0, count);
      return members.map(parsePathMember);
    });
  }
}

function toArguments(state: StoredTaskState): readonly (string | number)[] {
  const stored = toStoredTaskState(state);
  const kind = isTerminal(state.status) ? 'T' : 'A';
  return [state.path, pathMember(state.path), state.epoch ?? 0, state.version, kind, JSON.stringify(stored)];
}

/** Parses the JSON of `epoch version kind json`. */
function parseState(stored: string | null | undefined): StoredTaskState | null {
  if (stored == null) return null;
  return JSON.parse(stored.slice(stored.indexOf('{'))) as StoredTaskState;
}

function startMsOf({ run, states }: StateBatch): number | undefined {
  const startedAt = run?.startedAt ?? states.find(({ path }) => path === '')?.startedAt;
  return startedAt == null ? undefined : Date.parse(startedAt);
}
