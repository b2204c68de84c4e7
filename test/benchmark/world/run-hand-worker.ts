import { temporalWorkerOptions } from '@octavo/worker';
import { type BundlerPlugin, bundleWorkflowCode, Worker, type WorkerPlugin } from '@temporalio/worker';
import { handActivities } from '../hand/activities';
import { connectWorker } from './connect-worker';
import { readSettings, serveWorker } from './serve-worker';

const silent = (): void => undefined;
const logger = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent };

export interface HandWorkerOptions {
  readonly plugins?: (WorkerPlugin & BundlerPlugin)[];
  /** Default: that of the SDK. */
  readonly kind?: typeof Worker;
}

/** Runs the worker of the hand-written workflows in this process. */
export async function runHandWorker({ plugins = [], kind = Worker }: HandWorkerOptions = {}): Promise<void> {
  const settings = readSettings();
  const connection = await connectWorker(settings);
  const workflowsPath = require.resolve('../hand/workflows');
  // The settings and the bundler of Octavo's own worker, which loads shared modules once.
  const preloadModules = [workflowsPath];
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, preloadModules, logger, plugins });
  const options = await temporalWorkerOptions({ workflowBundle });
  const { taskQueue } = settings;
  const activities = { ...handActivities };
  const worker = await kind.create({ ...options, connection, taskQueue, activities, plugins });
  await serveWorker(worker);
  await connection.close();
}
