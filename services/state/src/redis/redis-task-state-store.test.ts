import { setImmediate as nextTurn } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describeStateStore } from '../conformance/state-store.conformance.fixture';
import { batchOf, factsOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import { runMember } from './redis-keys';
import { RedisTaskStateStore, type RedisTaskStateStoreOptions } from './redis-task-state-store';

const url = process.env['OCTAVO_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const keyPrefix = `octavo-test-${process.pid}`;

describeStateStore('RedisTaskStateStore', async () => new RedisTaskStateStore({ url, keyPrefix }));

describe('RedisTaskStateStore', () => {
  const redis = new Redis(url);
  const store = new RedisTaskStateStore({ url, keyPrefix, ttlMs: 60_000, openTtlMs: 600_000 });
  afterAll(async () => {
    const keys = await redis.keys(`${keyPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
    await store.close();
  });

  async function ttls(workflowId: string): Promise<readonly number[]> {
    const keys = await redis.keys(`${keyPrefix}:{${workflowId}/*`);
    return Promise.all(keys.map((key) => redis.pttl(key)));
  }

  it('keeps all of an ended run for its time to live, whatever comes late', async () => {
    const run = uniqueRun();
    await store.write({ ...batchOf(run, stateOf('', { status: 'SUCCESS' })), run: factsOf() });
    await store.write(batchOf(run, stateOf('late', { status: 'SUCCESS' })));
    const found = await ttls(run.workflowId);
    expect(found).toHaveLength(3);
    expect(found.every((ttl) => ttl > 0 && ttl <= 60_000)).toBe(true);
  });

  it('keeps an open run for the long time', async () => {
    const run = uniqueRun();
    await store.write(batchOf(run, stateOf('a')));
    expect((await ttls(run.workflowId)).every((ttl) => ttl > 60_000)).toBe(true);
  });

  it.each([
    { what: 'a start that comes after the end', state: 'RUNNING', epoch: 0, isShort: true },
    { what: 'a new start of what had ended', state: 'RUNNING', epoch: 1, isShort: false },
    { what: 'the end of what was started anew', state: 'SUCCESS', epoch: 0, isShort: false },
  ] as const)('keeps a run in the index as long as itself: $what', async ({ state, epoch, isShort }) => {
    const run = uniqueRun();
    const ended = { ...batchOf(run, stateOf('', { status: 'SUCCESS', version: 2 })), run: factsOf() };
    const anew = { ...batchOf(run, stateOf('', { status: 'RUNNING', epoch: 1 })), run: factsOf() };
    await store.write(state === 'SUCCESS' ? anew : ended);
    await store.write({ ...batchOf(run, stateOf('', { status: state, epoch })), run: factsOf() });
    const expiry = await redis.zscore(`${keyPrefix}:{runs}:by-expiry`, runMember(run));
    expect(Number(expiry) - Date.now() <= 60_000).toBe(isShort);
  });

  it.each<[string, RedisTaskStateStoreOptions]>([
    ['a server', { url: 'redis://127.0.0.1:1' }],
    ['a cluster', { url: 'redis://127.0.0.1:1', cluster: true }],
    ['sentinels', { sentinel: { addresses: ['127.0.0.1:1', '127.0.0.1:2'], master: 'main' } }],
  ])('keeps no process alive once it is closed, though nobody answers: %s', async (_what, options) => {
    const countTimers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = countTimers();
    const away = new RedisTaskStateStore({ ...options, connectWaitMs: 50 });
    await expect(away.readRun(uniqueRun())).rejects.toThrow('not available');
    await away.close();
    const closedAtMs = performance.now();
    while (countTimers() > before) await nextTurn();
    expect(performance.now() - closedAtMs).toBeLessThan(1_000);
  });

  it('rejects with StoreUnavailableError where nobody answers', async () => {
    const away = new RedisTaskStateStore({ url: 'redis://127.0.0.1:1', connectWaitMs: 50 });
    await expect(away.write(batchOf(uniqueRun(), stateOf('a')))).rejects.toThrow(
      /The store is not available: (.*ECONNREFUSED|no connection within 50 ms)/,
    );
    await away.close();
  });
});
