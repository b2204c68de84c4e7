import { findFreePort } from '@octavo/temporal-server';
import { TestRedis } from '../../../../test/setup/test-redis';
import { TestRedisCluster } from '../../../../test/setup/test-redis-cluster';
import { batchOf, factsOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import { refusalOf } from './reach.fixture';
import type { RedisCluster } from './redis-address';
import { RedisTaskStateStore } from './redis-task-state-store';

describe('a cluster of several nodes', () => {
  let cluster: TestRedisCluster;
  beforeAll(async () => {
    cluster = await TestRedisCluster.start({ nodes: 3 });
  });
  afterAll(() => cluster.stop());

  /** Writes six runs of one task each; returns the number of listed runs, and that of all their tasks. */
  async function writeAndRead(url: RedisCluster['url'], keyPrefix: string): Promise<readonly [number, number]> {
    const store = new RedisTaskStateStore({ url, cluster: true, connectWaitMs: 10_000, keyPrefix });
    try {
      const runs = Array.from({ length: 6 }, uniqueRun);
      for (const run of runs) await store.write({ ...batchOf(run, stateOf(''), stateOf('a')), run: factsOf() });
      const pages = await Promise.all(runs.map((run) => store.readTasks(run)));
      return [(await store.listRuns()).items.length, pages.flatMap(({ items }) => items).length];
    } finally {
      await store.close();
    }
  }

  it('is found by one of its nodes, and stores runs in different slots', async () => {
    expect(await writeAndRead(cluster.urls[2] ?? '', 'one-seed')).toEqual([6, 6]);
  });

  it('is found when the first of several nodes does not answer', async () => {
    const dead = `redis://127.0.0.1:${await findFreePort()}`;
    expect(await writeAndRead([dead, ...cluster.urls.slice(1)], 'dead-seed')).toEqual([6, 6]);
  });

  it('is found when the name of the first of several nodes is unknown', async () => {
    const unknown = 'redis://no-such-node.invalid:6379';
    expect(await writeAndRead([unknown, ...cluster.urls.slice(1)], 'unknown-seed')).toEqual([6, 6]);
  });
});

describe('a node that cannot be used', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await TestRedis.start(['--requirepass', 'word-for-redis']);
  });
  afterAll(() => redis.stop());
  const url = (): string => `redis://127.0.0.1:${redis.port}`;

  it('is reported when it is not part of a cluster', async () => {
    const refusal = await refusalOf({ url: url(), password: 'word-for-redis', cluster: true });
    expect(refusal).toMatch(/not available: .*cluster support disabled$/);
  });

  it.each([true, false])('is reported when it has no TLS (cluster: %s)', async (cluster) => {
    const url = `rediss://127.0.0.1:${redis.port}`;
    const store = new RedisTaskStateStore({ url, cluster, connectWaitMs: 50 });
    const refused = 'no connection within 50 ms with TLS; a server without TLS at this port does not answer';
    await expect(store.readRun(uniqueRun())).rejects.toThrow(refused);
    await store.close();
  });

  it.each([true, false])('is reported when the password is wrong (cluster: %s)', async (cluster) => {
    const refusal = await refusalOf({ url: url(), password: 'another-word', cluster });
    expect(refusal).toMatch(/not available: .*WRONGPASS.*[^.]$/);
    expect(refusal).not.toContain('another-word');
  });
});
