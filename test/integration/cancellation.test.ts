import { ran } from './support/test-actions';
import { startTestWorker, type TestWorker, until } from './support/test-worker';

let test: TestWorker;

beforeAll(async () => {
  test = await startTestWorker();
});

afterAll(() => test.stop());

const longNap = (id: string, key: string): object => ({
  id,
  type: 'basic',
  action: 'test.nap',
  with: { ms: 60_000, key },
});

const busy = {
  octavo: 1,
  id: 'busy',
  tasks: [
    { id: 'first', type: 'basic', action: 'transform', with: 1 },
    {
      id: 'all',
      type: 'parallel',
      tasks: [
        longNap('sleeper', 'cancel-sleeper'),
        { id: 'waiter', type: 'wait', signal: 'never' },
        { id: 'timer', type: 'wait', for: '1h' },
        {
          id: 'inside',
          type: 'composite',
          tasks: [{ id: 'deep', type: 'collection', items: [1, 2], task: longNap('item', 'cancel-item') }],
        },
      ],
    },
    { id: 'last', type: 'basic', action: 'transform', with: 1 },
  ],
};

it('cancels running actions, ends every state, and ends the workflow as cancelled', async () => {
  const { workflowId, runId } = await test.client.start(busy);
  await until(() => ran.get('cancel-sleeper') === 1 && ran.get('cancel-item') === 2);
  await test.client.cancel(workflowId);
  const result = await test.client.result(workflowId);
  expect(result).toMatchObject({ status: 'CANCELED', error: { code: 'CANCELED' } });
  const described = await test.client.temporal.workflow.getHandle(workflowId).describe();
  expect(described.status.name).toBe('CANCELLED');
  const statuses = Object.entries(result.tasks).map(([path, { status }]) => `${path} ${status}`);
  expect(statuses.sort()).toEqual([
    'all CANCELED',
    'all/inside CANCELED',
    'all/inside/deep CANCELED',
    'all/inside/deep[0] CANCELED',
    'all/inside/deep[1] CANCELED',
    'all/sleeper CANCELED',
    'all/timer CANCELED',
    'all/waiter CANCELED',
    'first SUCCESS',
  ]);
  await until(() => ran.get('cancel-sleeper:canceled') === 1 && ran.get('cancel-item:canceled') === 2);
  const stored = await test.worker.store.readTasks({ workflowId, firstRunId: runId });
  expect(stored.items.map(({ path, status }) => `${path} ${status}`).sort()).toEqual(statuses.sort());
});

it('cancels the losers of a race at once', async () => {
  const result = await test.client.run({
    octavo: 1,
    id: 'race',
    tasks: [
      {
        id: 'race',
        type: 'parallel',
        strategy: 'race',
        tasks: [{ id: 'hare', type: 'basic', action: 'test.echo', with: 1 }, longNap('snail', 'race-snail')],
      },
    ],
  });
  expect(result).toMatchObject({ status: 'SUCCESS', tasks: { 'race/snail': { status: 'CANCELED' } } });
});

it('times a task out and aborts its action', async () => {
  const result = await test.client.run({
    octavo: 1,
    id: 'late',
    // Long enough for the action to start on a busy machine.
    tasks: [{ ...longNap('late', 'late'), timeout: '5s' }],
  });
  expect(result).toMatchObject({
    status: 'FAILED',
    error: { code: 'TIMED_OUT', task: 'late' },
    tasks: { late: { status: 'TIMED_OUT' } },
  });
  await until(() => ran.get('late:canceled') === 1);
});

it('times a run out', async () => {
  const result = await test.client.run({
    octavo: 1,
    id: 'short',
    timeout: '1s',
    tasks: [longNap('long', 'run-timeout')],
  });
  expect(result).toMatchObject({
    status: 'TIMED_OUT',
    error: { code: 'TIMED_OUT' },
    tasks: { long: { status: 'CANCELED' } },
  });
});

it('cancels a run before its first task begins', async () => {
  const { workflowId } = await test.client.start(busy, { workflowId: `early-${Date.now()}` });
  await test.client.cancel(workflowId);
  expect((await test.client.result(workflowId)).status).toBe('CANCELED');
});
