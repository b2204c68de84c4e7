import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { TestRedis } from '../../../test/setup/test-redis';
import { BoundedWriter } from './bounded-writer';
import { batchOf, stateOf, uniqueRun } from './conformance/state.fixture';
import { RedisTaskStateStore } from './redis/redis-task-state-store';

function batch() {
  return batchOf(uniqueRun(), stateOf('a'));
}

/** What is known without waiting for anything. */
async function atOnce<Result>(work: Promise<Result>): Promise<Result | 'later'> {
  return await Promise.race([work, nextTurn('later' as const)]);
}

describe('BoundedWriter', () => {
  it('tries nothing while the breaker is open, and again after it', async () => {
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

  it('has nothing to write for an empty batch, even while the breaker is open', async () => {
    const writer = new BoundedWriter({ write: () => Promise.reject(new Error('away')) });
    await writer.start(batch()).settle();
    expect(await writer.start(batchOf(uniqueRun())).settle()).toBe('written');
    expect(await writer.start(undefined).settle()).toBe('written');
  });

  it('does not throw where the store throws at once', async () => {
    const store = {
      write: () => {
        throw new Error('broken');
      },
    };
    expect(await new BoundedWriter(store).start(batch()).settle()).toBe('unwritten');
  });

  it('counts its bound from the start of the write, not from settle', async () => {
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
    throw new Error('the store did not come back');
  }

  it('holds up once by its bound, then not at all, while Redis hangs; and writes when it is back', async () => {
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

  it('holds nobody up while Redis is down, and writes when it has been started again', async () => {
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
