// Program: Octavo's worker, with the benchmark's action and the Redis store.
import { RedisTaskStateStore } from '@octavo/state';
import { createOctavoWorker } from '@octavo/worker';
import { echo } from './bench-actions';
import { connectWorker } from './connect-worker';
import { readSettings, runWorkerProgram, serveWorker } from './serve-worker';

async function main(): Promise<void> {
  const { taskQueue, redisUrl, ...settings } = readSettings();
  const connection = await connectWorker({ taskQueue, redisUrl, ...settings });
  const store = new RedisTaskStateStore({ url: redisUrl });
  const worker = await createOctavoWorker({ connection, taskQueue, store, actions: [echo] });
  await serveWorker(worker);
  await connection.close();
  await store.close();
}

runWorkerProgram(main);
