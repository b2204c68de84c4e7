import { assert, asyncProperty, boolean, infiniteStream, nat } from 'fast-check';
import { Redis } from 'ioredis';
import { shuffledHistory } from '../conformance/legal-history.fixture';
import { batchOf, factsOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import type { RunKey, StateBatch } from '../task-state-store';
import { indexKeys, runKeys, runMember } from './redis-keys';
import { RedisTaskStateStore } from './redis-task-state-store';

const url = process.env['OCTAVO_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const keyPrefix = `octavo-expiry-test-${process.pid}`;
const TTL_MS = 600_000;
const OPEN_TTL_MS = 10 * TTL_MS;

const redis = new Redis(url);
const index = indexKeys(keyPrefix);
const stores: RedisTaskStateStore[] = [];

/** The store of a worker whose clock is ahead by `aheadMs`. */
function openStore(aheadMs = 0): RedisTaskStateStore {
  const now = (): number => Date.now() + aheadMs;
  const store = new RedisTaskStateStore({ url, keyPrefix, ttlMs: TTL_MS, openTtlMs: OPEN_TTL_MS, now });
  stores.push(store);
  return store;
}

afterAll(async () => {
  const keys = await redis.keys(`${keyPrefix}*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
  for (const store of stores) await store.close();
});

/** Milliseconds since 1970; undefined if there is no such key. Redis 6.2 has no PEXPIRETIME. */
async function expiryOf(key: string): Promise<number | undefined> {
  for (;;) {
    const [before, ttl, after] = await Promise.all([redis.time(), redis.pttl(key), redis.time()]);
    if (ttl === -2) return undefined;
    if (ttl === -1) throw new Error(`${key} does not expire`);
    if (toMs(before) === toMs(after)) return toMs(before) + ttl;
  }
}

function toMs([seconds, micros]: readonly unknown[]): number {
  return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
}

/** The distinct expiry times of the keys of a run and of its entry in the index. */
async function expiriesOf(run: RunKey): Promise<readonly (number | undefined)[]> {
  const ofKeys = await Promise.all(Object.values(runKeys(keyPrefix, run)).map(expiryOf));
  const entry = await redis.zscore(index.byExpiry, runMember(run));
  return [...new Set([...ofKeys.filter((at) => at !== undefined), entry === null ? undefined : Number(entry)])];
}

/** Makes all keys of a run and its entry in the index expire. */
async function expire(run: RunKey): Promise<void> {
  for (const key of Object.values(runKeys(keyPrefix, run))) await redis.pexpireat(key, 1);
  await redis.zadd(index.byExpiry, 'XX', 1, runMember(run));
}

async function entriesOf(run: RunKey): Promise<readonly unknown[]> {
  const member = runMember(run);
  const { byStart, byExpiry, ranks } = index;
  return Promise.all([redis.zscore(byStart, member), redis.zscore(byExpiry, member), redis.hget(ranks, member)]);
}

/** Batches of the start and the end of a run, and of one of its tasks. */
const start = (run: RunKey): StateBatch => ({ ...batchOf(run, stateOf('')), run: factsOf() });
const end = (run: RunKey): StateBatch => batchOf(run, stateOf('', { status: 'SUCCESS', version: 9 }));
/** A later execution has a time as its epoch. */
const startAgain = (run: RunKey): StateBatch => batchOf(run, stateOf('', { epoch: Date.now() }));
const task = (run: RunKey): StateBatch => batchOf(run, stateOf('a'));

describe('the expiry of a run', () => {
  it('is the same for its keys and its entry in the index, in any order of writes', async () => {
    const workers = [openStore(), openStore(4_000), openStore(-90_000)] as const;
    const property = asyncProperty(
      shuffledHistory,
      infiniteStream(nat(2)),
      infiniteStream(boolean()),
      async ({ batches }, whose, isAtOnce) => {
        const run = uniqueRun();
        const writes: Promise<void>[] = [];
        for (const states of [[], ...batches]) {
          const facts = states.length === 0 ? { run: factsOf() } : {};
          writes.push((workers[whose.next().value] ?? workers[0]).write({ ...run, states, ...facts }));
          if (isAtOnce.next().value !== true) await Promise.all(writes);
        }
        await Promise.all(writes);
        expect(await expiriesOf(run)).toHaveLength(1);
      },
    );
    await assert(property, { numRuns: 150 });
  });

  it.each([
    ['of its start', [start], OPEN_TTL_MS],
    ['of its tasks', [start, task], OPEN_TTL_MS],
    ['of its end', [start, task, end], TTL_MS],
    ['of its tasks after its end', [start, end, task], TTL_MS],
    ['of its start after its end', [end, start], TTL_MS],
    ['of its start after a reset', [start, end, startAgain], OPEN_TTL_MS],
    ['of its start after a reset, before its end comes late', [startAgain, end], OPEN_TTL_MS],
  ])('is counted from the write %s', async (_what, news, ttlMs) => {
    const run = uniqueRun();
    const before = Date.now();
    for (const batch of news) await openStore().write(batch(run));
    const [at = 0, ...others] = await expiriesOf(run);
    expect(others).toEqual([]);
    expect(at - ttlMs).toBeGreaterThanOrEqual(before);
    expect(at - ttlMs).toBeLessThanOrEqual(Date.now());
  });

  it('is not changed by writes of tasks after the end, or in the first half of the time of an open run', async () => {
    const [early, late] = [openStore(), openStore(OPEN_TTL_MS / 2 - 60_000)];
    const [open, ended] = [uniqueRun(), uniqueRun()];
    for (const batch of [start(open), start(ended), end(ended)]) await early.write(batch);
    const before = [await expiriesOf(open), await expiriesOf(ended)];
    for (const batch of [task(open), task(ended)]) await late.write(batch);
    expect([await expiriesOf(open), await expiriesOf(ended)]).toEqual(before);
  });

  it.each([
    ['an open run', start],
    ['an open run after a reset', startAgain],
  ])('is extended by writes of tasks in the second half of its time: %s', async (_what, begin) => {
    const laterMs = OPEN_TTL_MS / 2 + 60_000;
    const run = uniqueRun();
    await openStore().write(begin(run));
    const [before = 0] = await expiriesOf(run);
    await openStore(laterMs).write(task(run));
    const [after = 0, ...others] = await expiriesOf(run);
    expect(others).toEqual([]);
    expect(after).toBeGreaterThanOrEqual(before + laterMs);
  });

  it('removes a run from the index with the next write of another run, or when it would be listed', async () => {
    const [byNews, byPage] = [uniqueRun(), uniqueRun()];
    await openStore().write(start(byNews));
    await expire(byNews);
    await openStore().write(start(byPage));
    expect(await entriesOf(byNews)).toEqual([null, null, null]);
    await expire(byPage);
    const { items } = await openStore().listRuns({ limit: 1_000 });
    expect(items.map(({ workflowId }) => workflowId)).not.toContain(byPage.workflowId);
    expect(await entriesOf(byPage)).toEqual([null, null, null]);
  });

  it('keeps a run in the index when its keys do not exist yet', async () => {
    const run = uniqueRun();
    await openStore().write(start(run));
    await redis.del(...Object.values(runKeys(keyPrefix, run)));
    await openStore().listRuns({ limit: 1_000 });
    await openStore().write(start(run));
    expect(await expiriesOf(run)).toHaveLength(1);
    expect(await redis.zscore(index.byStart, runMember(run))).not.toBeNull();
  });
});

describe('the commands of a write', () => {
  it.each([
    ['states of tasks', [start], task, 1],
    ['the start of a run', [], start, 2],
    ['the end of a run', [start], end, 2],
    ['a start that arrives after the end', [end], start, 2],
  ])('are counted: %s', async (_what, before, batch, expected) => {
    const run = uniqueRun();
    const store = openStore();
    for (const earlier of [start(uniqueRun()), ...before.map((one) => one(run))]) await store.write(earlier);
    expect(await countCommands(() => store.write(batch(run)))).toBe(expected);
  });
});

/** Counts the commands with keys of this test that Redis receives, without those of scripts. */
async function countCommands(work: () => Promise<void>): Promise<number> {
  const monitor = await redis.monitor();
  let commands = 0;
  const ended = new Promise<void>((resolve) => {
    monitor.on('monitor', (_time: string, args: readonly string[], source: string) => {
      if (args[1] === `${keyPrefix}-end`) resolve();
      else if (source !== 'lua' && args.some((arg) => arg.startsWith(`${keyPrefix}:`))) commands += 1;
    });
  });
  await work();
  await redis.echo(`${keyPrefix}-end`);
  await ended;
  monitor.disconnect();
  return commands;
}
