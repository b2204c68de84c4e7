import { setTimeout as sleep } from 'node:timers/promises';
import { OctavoClient } from '@octavo/client';
import { createOctavoWorker, type OctavoWorker, type OctavoWorkerOptions } from '@octavo/worker';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { testBundle } from '../../setup/test-bundles';
import { testActions } from './test-actions';

/** A worker with a client, on a task queue that no other test uses. */
export interface TestWorker {
  readonly worker: OctavoWorker;
  readonly client: OctavoClient;
  readonly taskQueue: string;
  /** Rejects when the worker fails. Never resolves. */
  readonly broken: Promise<never>;
  /** Stops the worker, waits for it, and closes the connection. */
  stop(): Promise<void>;
}

export interface TestWorkerOptions extends OctavoWorkerOptions {
  /** Names of the default actions that the test replaces. */
  readonly without?: readonly string[];
}

let queues = 0;

/** The address of the Temporal server that jest's setup has started. */
export function testServerAddress(): string {
  return process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] ?? '';
}

/** Starts a worker that runs until `stop`. */
export async function startTestWorker({ without = [], ...options }: TestWorkerOptions = {}): Promise<TestWorker> {
  installQuietRuntime();
  queues += 1;
  const taskQueue = options.taskQueue ?? `test-${process.pid}-${queues}`;
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const usual = testActions.filter(({ name }) => !without.includes(name));
  const actions = [...usual, ...(options.actions ?? [])];
  const worker = await createOctavoWorker({
    workflowBundle: testBundle(options.addition?.workflowsPath),
    ...options,
    connection,
    taskQueue,
    actions,
  });
  const taskTypes = options.taskTypes === undefined ? {} : { taskTypes: options.taskTypes };
  const client = await OctavoClient.connect({
    connection,
    taskQueue,
    actions: worker.actions,
    store: worker.store,
    ...taskTypes,
  });
  const running = worker.run();
  const broken = new Promise<never>((_resolve, reject) => void running.catch(reject));
  broken.catch(() => undefined);
  const stop = async (): Promise<void> => {
    worker.shutdown();
    await running;
    await connection.close();
  };
  return { worker, client, taskQueue, broken, stop };
}

/** Resolves when `isSo` returns true. Calls it every 50 ms, for at most 150 seconds, which is less than a test's timeout. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 150_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`it never came to be: ${isSo.toString()}`);
    await sleep(50);
  }
}

export function installQuietRuntime(): void {
  try {
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
  } catch {
    // A runtime is already installed.
  }
}
