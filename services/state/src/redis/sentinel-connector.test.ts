import { setImmediate as nextTurn } from 'node:timers/promises';
import { TestRedis } from '../../../../test/setup/test-redis';
import { TestSentinels } from '../../../../test/setup/test-sentinels';
import { uniqueRun } from '../conformance/state.fixture';
import { RedisTaskStateStore } from './redis-task-state-store';

const countTimers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

interface World {
  readonly master: TestRedis;
  readonly sentinels: TestSentinels;
}

it.each<[string, (world: World) => Promise<void> | void]>([
  ['all answer', () => undefined],
  ['the master was killed', ({ master }) => master.stop()],
  ['the master does not answer any more', ({ master }) => master.freeze()],
  ['the sentinels were killed', ({ sentinels }) => sentinels.stop()],
])('a store behind Sentinel keeps no process alive once it is closed: %s', async (_how, lose) => {
  const master = await TestRedis.start();
  const sentinels = await TestSentinels.start({ masterPort: master.port, count: 2 });
  const before = countTimers();
  const address = { sentinel: { addresses: sentinels.addresses, master: 'main' } };
  const store = new RedisTaskStateStore({ ...address, connectWaitMs: 10_000, commandTimeoutMs: 200 });
  await store.readRun(uniqueRun());
  await lose({ master, sentinels });
  await store.readRun(uniqueRun()).catch(() => undefined);
  await store.close();
  const closedAtMs = performance.now();
  while (countTimers() > before) await nextTurn();
  const lastedMs = performance.now() - closedAtMs;
  await Promise.all([master.stop(), sentinels.stop()]);
  expect(lastedMs).toBeLessThan(1_000);
});
