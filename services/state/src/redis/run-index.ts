import { pageLimit } from '../stored-task-state';
import type { Page, RunKey, RunQuery, RunRecord } from '../task-state-store';
import type { StateCommands } from './lua-scripts';
import type { RedisClient } from './redis-client';
import { type IndexKeys, parseRunMember, type RunExpiry, runMember } from './redis-keys';

/** A run in the index. */
interface IndexEntry {
  readonly member: string;
  readonly startMs: number;
}

type ReadRun = (run: RunKey) => Promise<RunRecord | undefined>;

const CHUNK = 100;
/** After this number of runs, a query returns what it has found, with a cursor. */
const MOST_LOOKED_AT = 5_000;

/** The list of runs by start, in its own slot of a cluster. */
export class RunIndex {
  readonly #client: RedisClient<StateCommands>;
  readonly #keys: IndexKeys;

  constructor(client: RedisClient<StateCommands>, keys: IndexKeys) {
    this.#client = client;
    this.#keys = keys;
  }

  /** Adds a run, or changes its expiry. A run is listed only when its `startMs` has been given. */
  async put(run: RunKey, { rank, atMs }: RunExpiry, startMs?: number): Promise<void> {
    const { byStart, byExpiry, ranks } = this.#keys;
    await this.#client.run((redis) =>
      redis.octavoIndexRun(byStart, byExpiry, ranks, runMember(run), startMs ?? '', rank, atMs),
    );
  }

  /** The existing runs, the latest start first. */
  async list(query: RunQuery, readRun: ReadRun): Promise<Page<RunRecord>> {
    const limit = pageLimit(query.limit);
    const items: RunRecord[] = [];
    let after = query.cursor === undefined ? undefined : parseCursor(query.cursor);
    for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += CHUNK) {
      const entries = await this.#entriesAfter(after);
      const records = await Promise.all(entries.map(({ member }) => readRun(parseRunMember(member))));
      await this.#forgetExpired(entries.filter((_, position) => records[position] === undefined));
      for (const [position, record] of records.entries()) {
        const entry = entries[position];
        if (record === undefined || entry === undefined || !matches(record, query)) continue;
        if (items.length === limit) return { items, nextCursor: toCursor(after) };
        items.push(record);
        after = entry;
      }
      if (entries.length < CHUNK) return { items };
      after = entries.at(-1);
    }
    return { items, nextCursor: toCursor(after) };
  }

  /** Ignores errors, so that clients with read permission only can list runs too. */
  async #forgetExpired(missing: readonly IndexEntry[]): Promise<void> {
    if (missing.length === 0) return;
    const { byStart, byExpiry, ranks } = this.#keys;
    const members = missing.map(({ member }) => member);
    await this.#client.run((redis) => redis.octavoForgetRuns(byStart, byExpiry, ranks, ...members)).catch(() => null);
  }

  async #entriesAfter(after: IndexEntry | undefined): Promise<readonly IndexEntry[]> {
    const from = after?.startMs ?? '+inf';
    const found: IndexEntry[] = [];
    // The range includes all runs of the cursor's millisecond; those up to the cursor are skipped.
    for (let offset = 0; found.length < CHUNK; offset += CHUNK) {
      const entries = await this.#range(from, offset);
      found.push(...entries.filter((entry) => after === undefined || isBehind(entry, after)));
      if (entries.length < CHUNK) break;
    }
    return found.slice(0, CHUNK);
  }

  #range(from: number | string, offset: number): Promise<readonly IndexEntry[]> {
    return this.#client.run(async (redis) => {
      const flat = await redis.zrevrangebyscore(this.#keys.byStart, from, '-inf', 'WITHSCORES', 'LIMIT', offset, CHUNK);
      return Array.from({ length: flat.length / 2 }, (_, index) => {
        return { member: flat[2 * index] ?? '', startMs: Number(flat[2 * index + 1]) };
      });
    });
  }
}

/** For equal scores, Redis uses the order of bytes, here reversed. */
function isBehind(entry: IndexEntry, after: IndexEntry): boolean {
  if (entry.startMs !== after.startMs) return entry.startMs < after.startMs;
  return Buffer.compare(Buffer.from(entry.member), Buffer.from(after.member)) < 0;
}

function matches({ state, facts }: RunRecord, { status, definition }: RunQuery): boolean {
  if (status !== undefined && state?.status !== status) return false;
  return definition === undefined || facts?.definition === definition;
}

function toCursor(entry: IndexEntry | undefined): string {
  return entry === undefined ? '' : `${entry.startMs} ${entry.member}`;
}

function parseCursor(cursor: string): IndexEntry | undefined {
  const space = cursor.indexOf(' ');
  return space < 0 ? undefined : { startMs: Number(cursor.slice(0, space)), member: cursor.slice(space + 1) };
}
