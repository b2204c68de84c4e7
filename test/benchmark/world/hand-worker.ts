// Program: the worker of the hand-written workflows.
import { temporalWorkerOptions } from '@octavo/worker';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { handActivities } from '../hand/activities';
import { connectWorker } from './connect-worker';
import { readSettings, runWorkerProgram, serveWorker } from './serve-worker';

const silent = (): void => undefined;
const logger = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent };

async function main(): Promise<void> {
  const settings = readSettings();
  const connection = await connectWorker(settings);
  const workflowsPath = require.resolve('../hand/workflows');
  // The settings of Octavo's own worker, and its way to bundle: what can be shared among runs is loaded once.
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, preloadModules: [workflowsPath], logger });
  const options = await temporalWorkerOptions({ workflowBundle });
  const { taskQueue } = settings;
  const worker = await Worker.create({ ...options, connection, taskQueue, activities: { ...handActivities } });
  await serveWorker(worker);
  await connection.close();
}

runWorkerProgram(main);
