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

  async function writeAndRead(url: RedisCluster['url'], keyPrefix: string): Promise<void> {
    const store = new RedisTaskStateStore({ url, cluster: true, connectWaitMs: 10_000, keyPrefix });
    try {
      const runs = Array.from({ length: 6 }, uniqueRun);
      for (const run of runs) await store.write({ ...batchOf(run, stateOf(''), stateOf('a')), run: factsOf() });
      expect((await store.listRuns()).items).toHaveLength(6);
      for (const run of runs) expect((await store.readTasks(run)).items).toHaveLength(1);
    } finally {
      await store.close();
    }
  }

  it('is found by one of its nodes, and writes and reads though every run is in a slot of its own', async () => {
    await writeAndRead(cluster.urls[2] ?? '', 'one-seed');
  });

  it('is found though nobody answers at the first of several nodes', async () => {
    const dead = `redis://127.0.0.1:${await findFreePort()}`;
    await writeAndRead([dead, ...cluster.urls.slice(1)], 'dead-seed');
  });

  it('is found though the name of the first of several nodes is not known', async () => {
    await writeAndRead(['redis://no-such-node.invalid:6379', ...cluster.urls.slice(1)], 'unknown-seed');
  });
});
