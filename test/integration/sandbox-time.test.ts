import { createOctavoWorker, temporalWorkerOptions } from '@octavo/worker';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { ThreadedVMWorkflowCreator } from '@temporalio/worker/lib/workflow/threaded-vm';
import { testBundle } from '../setup/test-bundles';
import { testServerAddress } from './support/test-worker';

let connection: NativeConnection;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  connection = await NativeConnection.connect({ address: testServerAddress() });
});

afterAll(() => connection.close());

describe('the time limit of a call into workflow code', () => {
  it('is 60 seconds in a worker of the SDK', async () => {
    const options = await temporalWorkerOptions({ workflowBundle: testBundle() });
    const worker = await Worker.create({ ...options, connection, taskQueue: `sandbox-${process.pid}` });
    expect(worker.options.isolateExecutionTimeoutMs).toBe(60_000);
    await worker.runUntil(Promise.resolve());
  });

  it.each([
    { limits: {}, expected: undefined },
    { limits: { sandboxTimeoutMs: 7_000 }, expected: 7_000 },
  ])('is `sandboxTimeoutMs` in a worker of Octavo, here $expected', async ({ limits, expected }) => {
    const create = jest.spyOn(ThreadedVMWorkflowCreator, 'create');
    const taskQueue = `sandbox-octavo-${process.pid}`;
    const worker = await createOctavoWorker({ connection, taskQueue, workflowBundle: testBundle(), limits });
    expect(create.mock.lastCall?.[0].isolateExecutionTimeoutMs).toBe(expected);
    const run = worker.run();
    worker.shutdown();
    await run;
  });
});
