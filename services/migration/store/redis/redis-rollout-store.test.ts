import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { TestRedis } from '../../../../test/setup/test-redis';
import { TestRedisCluster } from '../../../../test/setup/test-redis-cluster';
import { initialRules } from '../../rules/parse-rules';
import { evidenceOf, visitsOf } from '../conformance/evidence.fixture';
import { describeRolloutStore } from '../conformance/rollout-store.conformance.fixture';
import { changeOf } from '../conformance/store-place.fixture';
import { RedisRolloutStore } from './redis-rollout-store';

const url = process.env['OCTAVO_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const testPrefix = `octavo-rollout-test-${process.pid}`;
const redis = new Redis(url);

async function keysOf(prefix: string): Promise<string[]> {
  return redis.keys(`${prefix}*`);
}

async function removeAll(prefix: string): Promise<void> {
  const keys = await keysOf(prefix);
  if (keys.length > 0) await redis.del(...keys);
}

// Once for all tests, because Redis scans all keys to find those of one test.
afterAll(async () => {
  await removeAll(testPrefix);
  redis.disconnect();
});

describeRolloutStore('RedisRolloutStore', async () => {
  const keyPrefix = `${testPrefix}-${randomUUID()}`;
  return {
    open: (options) => new RedisRolloutStore({ url, keyPrefix, ...options }),
    tearDown: async () => undefined,
  };
});

describe('RedisRolloutStore', () => {
  const keyPrefix = `${testPrefix}-own`;
  const store = new RedisRolloutStore({ url, keyPrefix });
  afterAll(() => store.close());

  it('lets evidence and ids expire, but not rules, audit and the last use of the old engine', async () => {
    await store.commit(changeOf(initialRules));
    await store.record(evidenceOf({ visits: [visitsOf('basic', 'legacy', { succeeded: 1 })] }));
    const found = await keysOf(keyPrefix);
    const expiring = await Promise.all(found.map(async (key) => [key, await redis.pttl(key)] as const));
    const kept = expiring.filter(([, ttl]) => ttl === -1).map(([key]) => key.slice(keyPrefix.length));
    expect(kept.sort()).toEqual([':{rollout}:audit', ':{rollout}:last-legacy', ':{rollout}:rules']);
    expect(expiring.filter(([, ttl]) => ttl > 0)).toHaveLength(2);
  });

  it('has all its keys in one slot', async () => {
    const tags = (await keysOf(keyPrefix)).map((key) => /^[^{]*\{([^}]+)\}/.exec(key)?.[1]);
    expect(new Set(tags)).toEqual(new Set(['rollout']));
  });

  it('reports the mistakes in rules that something else wrote', async () => {
    await redis.hset(`${keyPrefix}:{rollout}:rules`, 'rules', '{"revision":1,"killSwitch":"on"}');
    await expect(store.readRules()).rejects.toMatchObject({
      code: 'ROLLOUT_RULES_INVALID',
      message: expect.stringContaining('killSwitch: expected true or false') as unknown,
    });
  });

  it('rejects with StoreUnavailableError if Redis does not answer', async () => {
    const away = new RedisRolloutStore({ url: 'redis://127.0.0.1:1', connectWaitMs: 50 });
    await expect(away.readRules()).rejects.toThrow(/The store is not available: .*ECONNREFUSED/);
    await expect(away.record(evidenceOf())).rejects.toThrow(/not available/);
    await away.close();
  });
});

describe('RedisRolloutStore on a server of its own', () => {
  it('notifies watchers again after the connection was lost', async () => {
    const node = await TestRedis.start();
    const [watching, writing] = [new RedisRolloutStore({ url: node.url }), new RedisRolloutStore({ url: node.url })];
    try {
      let news = 0;
      watching.watchRules(() => void (news += 1));
      while (news === 0) await sleep(10);
      await node.stop();
      await node.restart();
      const before = news;
      while (news === before) await sleep(10);
      while ((await writing.readRules().catch(() => undefined)) === undefined) await sleep(10);
      const connected = news;
      await writing.commit(changeOf(initialRules));
      while (news === connected) await sleep(10);
      expect(await watching.readRules()).toMatchObject({ revision: 1 });
    } finally {
      await Promise.all([watching.close(), writing.close()]);
      await node.stop();
    }
  });

  it('works on a cluster', async () => {
    const cluster = await TestRedisCluster.start();
    const store = new RedisRolloutStore({ url: cluster.urls, cluster: true, connectWaitMs: 5_000 });
    try {
      let news = 0;
      store.watchRules(() => void (news += 1));
      while (news === 0) await sleep(10);
      expect(await store.commit(changeOf(initialRules))).toBe('committed');
      while (news === 1) await sleep(10);
      await store.record(evidenceOf({ visits: [visitsOf('basic', 'new', { succeeded: 1 })] }));
      expect(await store.readTotals({ fromMs: 0 })).toHaveLength(1);
      expect(await store.listAudit()).toHaveLength(1);
    } finally {
      await store.close();
      await cluster.stop();
    }
  });
});
