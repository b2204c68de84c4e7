import { OctavoClient } from '@octavo/client';
import { createOctavoWorker, type OctavoWorker, type OctavoWorkerOptions } from '@octavo/worker';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { testActions } from './test-actions';

/** A worker with a client of its own, on a task queue that no other test uses. */
export interface TestWorker {
  readonly worker: OctavoWorker;
  readonly client: OctavoClient;
  readonly taskQueue: string;
  /** Stops the worker, waits for it, and closes the connection. */
  stop(): Promise<void>;
}

let queues = 0;

/** Where jest's set-up runs the Temporal server of the tests. */
export function testServerAddress(): string {
  return process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] ?? '';
}

/** Starts a worker that runs until `stop`. */
export async function startTestWorker(options: OctavoWorkerOptions = {}): Promise<TestWorker> {
  installQuietRuntime();
  queues += 1;
  const taskQueue = options.taskQueue ?? `test-${process.pid}-${queues}`;
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const actions = [...testActions, ...(options.actions ?? [])];
  const worker = await createOctavoWorker({ ...options, connection, taskQueue, actions });
  const taskTypes = options.taskTypes === undefined ? {} : { taskTypes: options.taskTypes };
  const client = await OctavoClient.connect({ connection, taskQueue, actions: worker.actions, store: worker.store, ...taskTypes });
  const running = worker.run();
  const stop = async (): Promise<void> => {
    worker.shutdown();
    await running;
    await connection.close();
  };
  return { worker, client, taskQueue, stop };
}

function installQuietRuntime(): void {
  try {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
  } catch {
    // It is installed already.
  }
}
