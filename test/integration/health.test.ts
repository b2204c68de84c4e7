import { defineAction, z } from '@octavo/activities';
import { OctavoClient } from '@octavo/client';
import { RedisTaskStateStore } from '@octavo/state';
import { createOctavoWorker, type OctavoWorker, WorkerStartError } from '@octavo/worker';
import { NativeConnection } from '@temporalio/worker';
import { testBundle } from '../setup/test-bundles';
import { CuttableProxy } from './support/cuttable-proxy';
import { OwnRedis } from './support/own-redis';
import { installQuietRuntime, testServerAddress, until } from './support/test-worker';

let redis: OwnRedis;
let store: RedisTaskStateStore;
let proxy: CuttableProxy;
let connection: NativeConnection;
let worker: OctavoWorker;
let running: Promise<void>;
let release: () => void;
let begin: () => void;

const begun = new Promise<void>((resolve) => (begin = resolve));
const held = new Promise<void>((resolve) => (release = resolve));
const hold = defineAction({
  name: 'health.hold',
  input: z.unknown(),
  output: z.null(),
  run: async () => {
    begin();
    await held;
    return null;
  },
});

beforeAll(async () => {
  installQuietRuntime();
  redis = await OwnRedis.create();
  await redis.start();
  store = new RedisTaskStateStore({ url: redis.url });
  proxy = new CuttableProxy(testServerAddress());
  await proxy.open();
  connection = await NativeConnection.connect({ address: proxy.address });
  const where = { connection, store, taskQueue: `health-${process.pid}`, health: '127.0.0.1:0' };
  worker = await createOctavoWorker({ ...where, workflowBundle: testBundle(), actions: [hold] });
});
afterAll(async () => {
  await connection.close();
  proxy.cut();
  await store.close();
  await redis.remove();
});

async function ready(): Promise<{ readonly status: number; readonly parts: unknown }> {
  const response = await fetch(`http://${worker.health}/readyz`);
  const { parts } = (await response.json()) as { readonly parts: unknown };
  return { status: response.status, parts };
}

const well = { worker: 'ok', temporal: 'ok', store: 'ok' };

it('is not ready before it runs', async () => {
  expect(await ready()).toEqual({ status: 503, parts: { worker: 'starting' } });
});

it('is ready when it polls, Temporal answers and the store answers', async () => {
  running = worker.run();
  expect(await ready()).toEqual({ status: 200, parts: well });
});

it('is not ready while the store is down, and ready when it is up again', async () => {
  await redis.stop();
  await until(async () => (await ready()).status === 503);
  expect(await ready()).toEqual({ status: 503, parts: { ...well, store: 'no answer' } });
  expect((await fetch(`http://${worker.health}/healthz`)).status).toBe(200);
  await redis.start();
  await until(async () => (await ready()).status === 200);
});

it('is not ready while the store accepts connections but does not answer', async () => {
  redis.freeze();
  await until(async () => (await ready()).status === 503);
  expect(await ready()).toEqual({ status: 503, parts: { ...well, store: 'no answer' } });
  redis.thaw();
  await until(async () => (await ready()).status === 200);
});

it('is not ready while Temporal is unreachable, and ready when it is reachable again', async () => {
  proxy.cut();
  await until(async () => (await ready()).status === 503);
  expect(await ready()).toEqual({ status: 503, parts: { ...well, temporal: 'no answer' } });
  await proxy.open();
  await until(async () => (await ready()).status === 200);
});

it('does not start when its address is in use, and reports it', async () => {
  const health = worker.health ?? '';
  const second = createOctavoWorker({ connection, workflowBundle: testBundle(), health });
  await expect(second).rejects.toThrow(WorkerStartError);
  await expect(second).rejects.toThrow(`health: nothing can listen at ${health}: listen EADDRINUSE`);
});

it('is not ready after shutdown, and answers until all its work has ended', async () => {
  const { taskQueue, actions } = worker;
  const client = await OctavoClient.connect({ connection, taskQueue, actions });
  await client.start({ octavo: 1, id: 'held', tasks: [{ id: 'hold', type: 'basic', action: 'health.hold' }] });
  await begun;
  worker.shutdown();
  expect(await ready()).toEqual({ status: 503, parts: { worker: 'draining' } });
  release();
  await running;
  await expect(fetch(`http://${worker.health}/healthz`)).rejects.toThrow('fetch failed');
});
