import { temporalWorkerOptions } from '@octavo/worker';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { testBundle } from '../setup/test-bundles';
import { testServerAddress } from './support/test-worker';

it('a worker does not stop a sandbox that a busy machine makes slow', async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const options = await temporalWorkerOptions({ workflowBundle: testBundle() });
  const worker = await Worker.create({ ...options, connection, taskQueue: `sandbox-${process.pid}` });
  expect(worker.options.isolateExecutionTimeoutMs).toBe(60_000);
  await worker.runUntil(Promise.resolve());
  await connection.close();
});
