import { startOtherWorker } from './support/other-worker';
import { startTestWorker, type TestWorker } from './support/test-worker';

const OTHERS = `others-${process.pid}`;

let test: TestWorker;
let stopOthers: () => Promise<void>;
beforeAll(async () => {
  test = await startTestWorker();
  stopOthers = await startOtherWorker(OTHERS);
});

afterAll(async () => {
  await stopOthers();
  await test.stop();
});

function calls(activity: string, fields: object = {}, args: readonly unknown[] = []): object {
  const task = {
    id: 'call',
    type: 'basic',
    action: 'temporal.activity',
    taskQueue: OTHERS,
    with: { activity, args },
    ...fields,
  };
  return { octavo: 1, id: 'calls', tasks: [task] };
}

it('runs any activity on any task queue', async () => {
  expect(await test.client.run(calls('add', {}, [2, 3]))).toMatchObject({ status: 'SUCCESS', output: 5 });
  expect(await test.client.run(calls('nothing'))).toMatchObject({ status: 'SUCCESS', output: null });
  expect(await test.client.run(calls('toString'))).toMatchObject({ status: 'SUCCESS', output: 'text' });
});

it("uses the failure's type as code", async () => {
  const result = await test.client.run(calls('decline'));
  expect(result).toMatchObject({
    error: { code: 'CARD_DECLINED', message: 'no money', details: { missing: 5 }, attempt: 1 },
  });
});

it('retries by the rules of the task', async () => {
  const result = await test.client.run(calls('wobble', { retry: { maxAttempts: 3, initialInterval: '10ms' } }));
  expect(result).toMatchObject({ status: 'SUCCESS', output: 3, tasks: { call: { attempt: 3 } } });
});

it('times an attempt out when no worker takes it', async () => {
  const fields = { taskQueue: 'nobody-works-here', timeout: '1s' };
  expect(await test.client.run(calls('add', fields))).toMatchObject({ error: { code: 'TIMED_OUT' } });
});

it('writes pending states before the activity', async () => {
  const { workflowId } = await test.client.start(calls('add', {}, [1, 1]));
  await test.client.result(workflowId);
  expect(await test.client.stats(workflowId)).toMatchObject({ activities: 1, localActivities: 1 });
});

it.each([
  ['a task queue that is too long', { taskQueue: 'q'.repeat(1_100) }],
  ['a name that is too long', { with: { activity: 'a'.repeat(1_100), args: [] } }],
])('fails the task for %s', async (_, fields) => {
  expect(await test.client.run(calls('add', fields))).toMatchObject({
    status: 'FAILED',
    error: { code: 'INPUT_INVALID' },
  });
});
