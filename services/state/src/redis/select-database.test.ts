import { Redis } from 'ioredis';
import { TestRedis } from '../../../../test/setup/test-redis';
import { batchOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import { refusalOf } from './reach.fixture';
import { RedisTaskStateStore } from './redis-task-state-store';

let redis: TestRedis;
let own: Redis;
beforeAll(async () => {
  redis = await TestRedis.start();
  own = new Redis(redis.url);
  await own.acl('SETUSER', 'limited', 'on', '>word', '~*', '&*', '+@all', '-select');
});
afterAll(async () => {
  own.disconnect();
  await redis.stop();
});

const asLimited = (): string => redis.url.replace('//', '//limited:word@');

describe('a database that cannot be selected', () => {
  it.each([
    ['that does not exist', () => `${redis.url}/99`, /: database 99: ERR DB index is out of range$/],
    ['that the user may not select', () => `${asLimited()}/1`, /: database 1: NOPERM /],
  ])('is refused with its number: one %s', async (_which, url, says) => {
    expect(await refusalOf({ url: url() })).toMatch(says);
  });

  it('has no other in its place', async () => {
    const store = new RedisTaskStateStore({ url: `${redis.url}/99`, connectWaitMs: 50 });
    const written = store.write(batchOf(uniqueRun(), stateOf('a')));
    await expect(written).rejects.toMatchObject({ advice: expect.stringContaining('`databases`') });
    await store.close();
    expect(await own.dbsize()).toBe(0);
  });

  it('is used as soon as it can be', async () => {
    const store = new RedisTaskStateStore({ url: `${asLimited()}/1`, connectWaitMs: 50 });
    const run = uniqueRun();
    const write = (): Promise<void> => store.write(batchOf(run, stateOf('a')));
    await expect(write()).rejects.toThrow('database 1');
    await own.acl('SETUSER', 'limited', '+select');
    const hasWritten = (): Promise<boolean> =>
      write().then(
        () => true,
        () => false,
      );
    while (!(await hasWritten()));
    expect(await store.readTask(run, 'a')).toMatchObject({ status: 'RUNNING' });
    await store.close();
    expect(await own.dbsize()).toBe(0);
  });
});
