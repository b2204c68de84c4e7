import { findFreePort } from '@octavo/temporal-server';
import { TestRedisCluster } from '../../../../test/setup/test-redis-cluster';
import { batchOf, factsOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import type { RedisCluster } from './redis-address';
import { RedisTaskStateStore } from './redis-task-state-store';

describe('a cluster of several nodes', () => {
  let cluster: TestRedisCluster;
  beforeAll(async () => {
    cluster = await TestRedisCluster.start({ nodes: 3 });
  });
  afterAll(() => cluster.stop());

  /** Writes six runs of one task each; gives how many are listed, and how many tasks they have together. */
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

  it('is found by one of its nodes, and writes and reads though every run is in a slot of its own', async () => {
    expect(await writeAndRead(cluster.urls[2] ?? '', 'one-seed')).toEqual([6, 6]);
  });

  it('is found though nobody answers at the first of several nodes', async () => {
    const dead = `redis://127.0.0.1:${await findFreePort()}`;
    expect(await writeAndRead([dead, ...cluster.urls.slice(1)], 'dead-seed')).toEqual([6, 6]);
  });

  it('is found though the name of the first of several nodes is not known', async () => {
    const unknown = 'redis://no-such-node.invalid:6379';
    expect(await writeAndRead([unknown, ...cluster.urls.slice(1)], 'unknown-seed')).toEqual([6, 6]);
  });
});
