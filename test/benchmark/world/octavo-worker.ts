// Program: Octavo's worker, with the actions of the benchmark.
import { createOctavoWorker } from '@octavo/worker';
import { benchActions } from './bench-actions';
import { connectWorker } from './connect-worker';
import { openStore, readSettings, runWorkerProgram, serveWorker } from './serve-worker';

async function main(): Promise<void> {
  const settings = readSettings();
  const { taskQueue } = settings;
  const connection = await connectWorker(settings);
  const store = openStore(settings);
  const worker = await createOctavoWorker({ connection, taskQueue, store, actions: benchActions() });
  await serveWorker(worker, store);
  await connection.close();
  await store.close();
}

runWorkerProgram(main);
