import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { TestRedis } from '../../../test/setup/test-redis';
import { BoundedWriter } from './bounded-writer';
import { batchOf, stateOf, uniqueRun } from './conformance/state.fixture';
import { RedisTaskStateStore } from './redis/redis-task-state-store';

function batch() {
  return batchOf(uniqueRun(), stateOf('a'));
}

/** The result if the work is done already, else `later`. */
async function atOnce<Result>(work: Promise<Result>): Promise<Result | 'later'> {
  return await Promise.race([work, nextTurn('later' as const)]);
}

describe('BoundedWriter', () => {
  it('does not write while the breaker is open, and writes again after it', async () => {
    let nowMs = 0;
    let writes = 0;
    const store = {
      write: () => {
        writes += 1;
        return writes === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
      },
    };
    const writer = new BoundedWriter(store, { breakerMs: 1_000, now: () => nowMs });
    expect(await writer.start(batch()).settle()).toBe('unwritten');
    nowMs = 999;
    expect(await writer.start(batch()).settle()).toBe('unwritten');
    expect(writes).toBe(1);
    nowMs = 1_000;
    expect(await writer.start(batch()).settle()).toBe('written');
  });

  it('counts an empty batch as written, even while the breaker is open', async () => {
    const writer = new BoundedWriter({ write: () => Promise.reject(new Error('away')) });
    await writer.start(batch()).settle();
    expect(await writer.start(batchOf(uniqueRun())).settle()).toBe('written');
    expect(await writer.start(undefined).settle()).toBe('written');
  });

  it('does not throw when the store throws synchronously', async () => {
    const store = {
      write: () => {
        throw new Error('broken');
      },
    };
    expect(await new BoundedWriter(store).start(batch()).settle()).toBe('unwritten');
  });

  it('measures the time limit from the start of the write, not from settle', async () => {
    const writer = new BoundedWriter({ write: () => new Promise<void>(() => undefined) }, { boundMs: 60 });
    const pending = writer.start(batch());
    await sleep(80);
    expect(await atOnce(pending.settle())).toBe('unwritten');
  });
});

describe('BoundedWriter over Redis', () => {
  let redis: TestRedis;
  let store: RedisTaskStateStore;
  beforeAll(async () => {
    redis = await TestRedis.start();
    store = new RedisTaskStateStore({ url: redis.url });
    await store.write(batch());
  });
  afterAll(async () => {
    await store.close();
    redis.thaw();
    await redis.stop();
  });

  async function untilWritten(writer: BoundedWriter, again: ReturnType<typeof batch>): Promise<void> {
    for (let attempt = 0; attempt < 500; attempt += 1) {
      if ((await writer.start(again).settle()) === 'written') return;
      await sleep(20);
    }
    throw new Error('the store is still unavailable');
  }

  it('waits once, up to its limit, while Redis hangs, and writes when Redis is available again', async () => {
    const writer = new BoundedWriter(store, { breakerMs: 300 });
    const late = batch();
    redis.freeze();
    const first = writer.start(late).settle();
    expect(await atOnce(first)).toBe('later');
    expect(await first).toBe('unwritten');
    expect(await atOnce(writer.start(late).settle())).toBe('unwritten');
    redis.thaw();
    await untilWritten(writer, late);
    expect(await store.readTask(late, 'a')).toBeDefined();
  });

  it('does not wait while Redis is down, and writes when it has been restarted', async () => {
    const writer = new BoundedWriter(store, { breakerMs: 50, boundMs: 600_000 });
    const late = batch();
    await redis.stop();
    await sleep(20);
    expect(await writer.start(late).settle()).toBe('unwritten');
    await redis.restart();
    await untilWritten(writer, late);
    expect(await store.readTask(late, 'a')).toBeDefined();
  });
});
