import { Redis } from 'ioredis';
import { TestRedis } from '../../../../test/setup/test-redis';
import { SharedStore } from './shared-store';

let redis: TestRedis;
beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis.stop());

const [taken, other] = ['taken', 'other'].map((workflowId) => ({ workflowId, firstRunId: 'r1' })) as [RunKey, RunKey];
type RunKey = Parameters<SharedStore['readRun']>[0];

it('keeps the failure of one run after another run was read, until the run can be read', async () => {
  const direct = new Redis(redis.url);
  const store = SharedStore.of({ store: { kind: 'redis', url: redis.url, ttlMs: 60_000 } } as never);
  if (store === undefined) throw new Error('a Redis is shared');
  for (const part of ['run', 'tasks', 'paths']) await direct.set(`octavo:{taken/r1}:${part}`, 'x');
  await expect(store.readRun(taken)).rejects.toThrow('WRONGTYPE');
  await store.readRun(other);
  expect(store.failure?.reason).toContain('WRONGTYPE');
  for (const part of ['run', 'tasks', 'paths']) await direct.del(`octavo:{taken/r1}:${part}`);
  await store.readRun(taken);
  expect(store.failure).toBeUndefined();
  direct.disconnect();
  await store.close();
});
