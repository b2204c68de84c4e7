import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { startTestWorker, type TestWorker, testServerAddress } from './support/test-worker';

// Workers in other languages and other clients may send payloads that the SDK's converter cannot read.

const OTHERS = `foreign-${process.pid}`;
const dataConverter = { payloadConverterPath: require.resolve('./support/foreign-converter') };
const unreadable = { encoding: 'no/such' };

let test: TestWorker;
let foreign: Client;
let stopOthers: () => Promise<void>;

beforeAll(async () => {
  test = await startTestWorker();
  foreign = new Client({ connection: test.client.temporal.connection, dataConverter });
  stopOthers = await startOthers();
});

afterAll(async () => {
  await stopOthers();
  await test.stop();
});

async function startOthers(): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const activities = { give: (value: unknown) => Promise.resolve(value) };
  const worker = await Worker.create({ connection, taskQueue: OTHERS, activities, dataConverter });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}

function gives(value: object): object {
  const activity = { type: 'basic', action: 'temporal.activity', taskQueue: OTHERS, retry: { maxAttempts: 1 } };
  return { octavo: 1, id: 'gives', tasks: [{ id: 'give', ...activity, with: { activity: 'give', args: [value] } }] };
}

it('reads JSON made from protobuf', async () => {
  const given = { encoding: 'json/protobuf' };
  expect(await test.client.run(gives(given))).toMatchObject({ status: 'SUCCESS', output: given });
});

it.each(['binary/protobuf', 'binary/plain', 'no/such'])(
  'fails the task with OUTPUT_INVALID for %s',
  async (encoding) => {
    const error = { code: 'OUTPUT_INVALID', message: expect.stringContaining(encoding) };
    expect(await test.client.run(gives({ encoding }))).toMatchObject({ status: 'FAILED', error });
  },
);

it('accepts a result that looks like an unreadable value', async () => {
  const given = { unreadable: 'no/such' };
  expect(await test.client.run(gives(given))).toMatchObject({ status: 'SUCCESS', output: given });
});

it('ignores unreadable signals', async () => {
  const task = { id: 'hear', type: 'wait', signal: 'go', schema: { type: 'integer' } };
  const { workflowId } = await test.client.start({ octavo: 1, id: 'hears', tasks: [task] });
  const handle = foreign.workflow.getHandle(workflowId);
  for (const name of ['go', 'octavo.signal']) await handle.signal(name, unreadable);
  await test.client.signal(workflowId, 'go', 7);
  expect(await test.client.result(workflowId)).toMatchObject({ output: { signal: { payload: 7 } } });
});

it('fails a run with an unreadable argument', async () => {
  const workflowId = `unreadable-${process.pid}`;
  await foreign.workflow.start('octavoRun', { args: [unreadable], workflowId, taskQueue: test.taskQueue });
  expect(await test.client.result(workflowId)).toMatchObject({ error: { code: 'DEFINITION_INVALID' } });
});
