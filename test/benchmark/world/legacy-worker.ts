// Program: the worker of the old engine, with the actions of the benchmark.
import { ActionRegistry, createActivities } from '@octavo/activities';
import { builtInActions } from '@octavo/activities/actions';
import { createLegacyActivities, legacyWorkflowsPath } from '@octavo/migration/legacy';
import { checkInput, createPlanner } from '@octavo/planner';
import { temporalWorkerOptions, workflowBundle } from '@octavo/worker';
import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { benchActions } from './bench-actions';
import { connectWorker } from './connect-worker';
import { openStore, readSettings, runWorkerProgram, serveWorker } from './serve-worker';

async function main(): Promise<void> {
  const settings = readSettings();
  const { taskQueue } = settings;
  const connection = await connectWorker(settings);
  const store = openStore(settings);
  const client = new Client({ connection });
  const registry = new ActionRegistry([...builtInActions(), ...benchActions()]);
  const made = createPlanner({ actions: registry.list() });
  const planner = { plan: (source: unknown) => made.plan(source), checkInput };
  // The settings of Octavo's worker, in the SDK's worker, which has a watchdog.
  const options = await temporalWorkerOptions({
    workflowBundle: await workflowBundle({ workflowsPath: legacyWorkflowsPath }),
  });
  const activities = {
    ...createActivities({ store, registry, planner, client }),
    ...createLegacyActivities({ store, client }),
  };
  await serveWorker(await Worker.create({ ...options, connection, taskQueue, activities }), store);
  await connection.close();
  await store.close();
}

runWorkerProgram(main);
