import { isTerminal } from '@octavo/orchestrators/model';
import { pageLimit } from '../page-limit';
import { sortKeyRange } from '../path-sort-key';
import { type StoredTaskState, toStoredTaskState } from '../stored-task-state';
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
import { RedisClient, type RedisClientOptions } from './redis-client';
import { indexKeys, parsePathMember, pathMember, runKeys } from './redis-keys';
import { RunIndex } from './run-index';
import { type StateCommands, stateScripts } from './state-commands';

export interface RedisTaskStateStoreOptions extends RedisClientOptions {
  /** First part of every key. Default `octavo`. */
  readonly keyPrefix?: string;
  /** A run is forgotten this long after its end. Default 7 days. */
  readonly ttlMs?: number;
  /** A run without news, whose end was never told, is forgotten after this time. Default 400 days. */
  readonly openTtlMs?: number;
}

const DAY_MS = 86_400_000;

/** Keeps states in Redis; see the README of this package for the layout of the keys. */
export class RedisTaskStateStore implements TaskStateStore {
  readonly #client: RedisClient<StateCommands>;
  readonly #prefix: string;
  readonly #ttlMs: number;
  readonly #openTtlMs: number;
  readonly #index: RunIndex;

  constructor(options: RedisTaskStateStoreOptions) {
    this.#client = new RedisClient<StateCommands>(options, stateScripts);
    this.#prefix = options.keyPrefix ?? 'octavo';
    this.#ttlMs = options.ttlMs ?? 7 * DAY_MS;
    this.#openTtlMs = options.openTtlMs ?? 400 * DAY_MS;
    this.#index = new RunIndex(this.#client, indexKeys(this.#prefix));
  }

  async write(batch: StateBatch): Promise<void> {
    const { run, tasks, paths } = runKeys(this.#prefix, batch);
    const facts = batch.run === undefined ? '' : JSON.stringify(batch.run);
    const args = [this.#ttlMs, this.#openTtlMs, facts, ...batch.states.flatMap(toArguments)];
    const written = this.#client.run((redis) => redis.octavoWriteStates(run, tasks, paths, ...args));
    const startedAt = startOf(batch);
    if (startedAt === undefined) return void (await written);
    // The index is told at the same time, and once more where the run turns out to have ended before, or to go on.
    const endsNow = bringsEnd(batch);
    const [hasEnded] = await Promise.all([written, this.#putInIndex(batch, startedAt, endsNow)]);
    if ((hasEnded === 1) !== endsNow) await this.#putInIndex(batch, startedAt, !endsNow);
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

  #putInIndex(key: RunKey, startedAt: string, hasEnded: boolean): Promise<void> {
    const ttlMs = hasEnded ? this.#ttlMs : this.#openTtlMs;
    return this.#index.put(key, Date.parse(startedAt), Date.now() + ttlMs);
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

/** Takes the head off: `epoch version kind json`. */
function parseState(stored: string | null | undefined): StoredTaskState | null {
  if (stored == null) return null;
  return JSON.parse(stored.slice(stored.indexOf('{'))) as StoredTaskState;
}

function bringsEnd({ states }: StateBatch): boolean {
  return states.some(({ path, status }) => path === '' && isTerminal(status));
}

/** Only a batch that tells of the run itself touches the index. */
function startOf({ run, states }: StateBatch): string | undefined {
  return run?.startedAt ?? states.find(({ path }) => path === '')?.startedAt ?? undefined;
}
