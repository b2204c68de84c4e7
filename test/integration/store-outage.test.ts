import { setTimeout as sleep } from 'node:timers/promises';
import { RedisTaskStateStore } from '@octavo/state';
import { OwnRedis } from './support/own-redis';
import { startTestWorker, type TestWorker, until } from './support/test-worker';

// The store is a projection: its outages change no outcome, and it is complete soon after an outage.

let redis: OwnRedis;
let store: RedisTaskStateStore;
let test: TestWorker;

beforeEach(async () => {
  redis = await OwnRedis.create();
  await redis.start();
  store = new RedisTaskStateStore({ url: redis.url });
  test = await startTestWorker({ store });
});

afterEach(async () => {
  await test.stop();
  await store.close();
  await redis.remove();
});

const COUNT = 20;

const naps = {
  octavo: 1,
  id: 'naps',
  tasks: Array.from({ length: COUNT }, (_, index) => ({
    id: `t${index}`,
    type: 'basic',
    action: 'test.nap',
    with: { ms: 50 },
  })),
};

async function statusesOf(workflowId: string, firstRunId: string): Promise<readonly string[]> {
  const page = await store.readTasks({ workflowId, firstRunId }, { limit: 1_000 }).catch(() => ({ items: [] }));
  return page.items.map(({ status }) => status);
}

async function expectCompleteProjection(workflowId: string, firstRunId: string): Promise<void> {
  await until(async () => {
    const statuses = await statusesOf(workflowId, firstRunId);
    return statuses.length === COUNT && statuses.every((status) => status === 'SUCCESS');
  });
  expect(await store.readRun({ workflowId, firstRunId })).toMatchObject({
    facts: { definition: 'naps' },
    state: { status: 'SUCCESS' },
  });
}

it('is complete after a restart during a run', async () => {
  const { workflowId, runId } = await test.client.start(naps);
  await until(async () => (await statusesOf(workflowId, runId)).length > 4);
  await redis.stop();
  await sleep(300);
  await redis.start();
  expect((await test.client.result(workflowId)).status).toBe('SUCCESS');
  await expectCompleteProjection(workflowId, runId);
});

it('does not delay a run while it does not answer', async () => {
  const { workflowId, runId } = await test.client.start(naps);
  await until(async () => (await statusesOf(workflowId, runId)).length > 2);
  redis.freeze();
  await sleep(1_500);
  redis.thaw();
  const result = await test.client.result(workflowId);
  expect(result.status).toBe('SUCCESS');
  await expectCompleteProjection(workflowId, runId);
});

it('gets all states of a run that ended while it was down', async () => {
  await redis.stop();
  const { workflowId, runId } = await test.client.start(naps);
  expect((await test.client.result(workflowId)).status).toBe('SUCCESS');
  await redis.start();
  await expectCompleteProjection(workflowId, runId);
});

it('gets the states of a waiting run after an outage', async () => {
  await redis.stop();
  const waits = {
    octavo: 1,
    id: 'waits',
    tasks: [
      { id: 'a', type: 'basic', action: 'test.echo', with: 1 },
      { id: 'hear', type: 'wait', signal: 'go' },
    ],
  };
  const { workflowId, runId } = await test.client.start(waits);
  await until(async () => (await test.client.status(workflowId)).waitingFor?.includes('go') === true);
  await redis.start();
  await until(async () => (await statusesOf(workflowId, runId)).join() === 'SUCCESS,WAITING');
  await test.client.signal(workflowId, 'go');
  expect((await test.client.result(workflowId)).status).toBe('SUCCESS');
});
