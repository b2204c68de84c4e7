import { Redis } from 'ioredis';
import { TestRedis } from '../../../../test/setup/test-redis';
import { TestSentinels } from '../../../../test/setup/test-sentinels';
import { batchOf, factsOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import type { RunKey } from '../task-state-store';
import { RedisClient } from './redis-client';
import { RedisTaskStateStore } from './redis-task-state-store';

/** A master and its replica, monitored by three sentinels. */
class Failover {
  readonly master: TestRedis;
  readonly replica: TestRedis;
  readonly sentinels: TestSentinels;

  private constructor(master: TestRedis, replica: TestRedis, sentinels: TestSentinels) {
    this.master = master;
    this.replica = replica;
    this.sentinels = sentinels;
  }

  static async start(): Promise<Failover> {
    const master = await TestRedis.start();
    const replica = await TestRedis.start(['--replicaof', '127.0.0.1', `${master.port}`]);
    const sentinels = await TestSentinels.start({ masterPort: master.port, count: 3 });
    await untilReady(sentinels.addresses);
    return new Failover(master, replica, sentinels);
  }

  async stop(): Promise<void> {
    await this.sentinels.stop();
    await Promise.all([this.master.stop(), this.replica.stop()]);
  }
}

/** Waits until each sentinel knows the replica and the two other sentinels. */
async function untilReady(addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    const sentinel = new Redis(`redis://${address}`);
    for (let isReady = false; !isReady; ) {
      const info = await sentinel.info('sentinel');
      isReady = info.includes('slaves=1,sentinels=3');
    }
    sentinel.disconnect();
  }
}

async function writeUntilWritten(store: RedisTaskStateStore, run: RunKey): Promise<void> {
  const batch = { ...batchOf(run, stateOf('', { status: 'SUCCESS' }), stateOf('a')), run: factsOf() };
  const tryIt = async (): Promise<boolean> =>
    store.write(batch).then(
      () => true,
      () => false,
    );
  while (!(await tryIt()));
}

describe('a master behind sentinels', () => {
  it.each([
    ['is killed', (master: TestRedis) => master.stop()],
    ['hangs without closing connections', async (master: TestRedis) => master.freeze()],
  ])('has a successor when it %s: states are written to it, and subscribers are notified', async (_what, lose) => {
    const failover = await Failover.start();
    const { master, replica, sentinels } = failover;
    const address = { sentinel: { addresses: sentinels.addresses, master: 'main' } };
    const store = new RedisTaskStateStore({ ...address, connectWaitMs: 10_000 });
    const listener = new RedisClient(address);
    const [before, after] = [uniqueRun(), uniqueRun()];
    let news = 0;
    listener.subscribe('octavo-news', () => void (news += 1));
    const own = new Redis(master.url, { disconnectTimeout: 100 });
    try {
      await store.write({ ...batchOf(before, stateOf('')), run: factsOf() });
      await own.wait(1, 10_000);
      while (news === 0) await own.ping();
      const heard = news;
      await lose(master);
      await writeUntilWritten(store, after);
      const successor = new Redis(replica.url);
      expect(await successor.role()).toContain('master');
      while (news === heard) await successor.ping();
      successor.disconnect();
      expect((await store.listRuns()).items.map(({ workflowId }) => workflowId).sort()).toEqual(
        [before.workflowId, after.workflowId].sort(),
      );
      expect(await store.readTask(after, 'a')).toMatchObject({ status: 'RUNNING' });
    } finally {
      own.disconnect();
      listener.close();
      await store.close();
      await failover.stop();
    }
  });
});
