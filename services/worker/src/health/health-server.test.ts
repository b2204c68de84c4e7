import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { MemoryTaskStateStore } from '@octavo/state';
import type { OctavoWorker } from '../octavo-worker';
import { HealthServer } from './health-server';
import { PartCheck, readinessOf } from './readiness';
import { withHealth } from './with-health';

let health: HealthServer;
beforeEach(async () => {
  health = await HealthServer.listen('127.0.0.1:0');
});
afterEach(() => health.close());

async function ask(path: string, method = 'GET', headers: Readonly<Record<string, string>> = {}) {
  const asked = request(`http://${health.address}${path}`, { method, headers }).end();
  const [response] = await once(asked, 'response');
  return { status: response.statusCode, body: await text(response), headers: response.headers };
}

it('is alive from the start, and not ready before a worker exists', async () => {
  expect(await ask('/healthz')).toMatchObject({ status: 200, body: '{"status":"alive"}\n' });
  expect(await ask('/readyz?verbose')).toMatchObject({
    status: 503,
    body: '{"status":"not ready","parts":{"worker":"starting"}}\n',
  });
});

it('answers GET, and HEAD without a body, and rejects other methods and paths', async () => {
  expect(await ask('/healthz', 'HEAD')).toMatchObject({ status: 200, body: '' });
  expect(await ask('/readyz', 'HEAD')).toMatchObject({ status: 503, body: '' });
  expect(await ask('/healthz', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  expect(await ask('/metrics')).toMatchObject({ status: 404 });
  expect(await ask('/healthz/../etc/passwd')).toMatchObject({ status: 404 });
});

it('closes connections and forbids caching', async () => {
  expect((await ask('/healthz')).headers).toMatchObject({ connection: 'close', 'cache-control': 'no-store' });
});

it('rejects headers that are too large for a probe', async () => {
  expect(await ask('/healthz', 'GET', { 'x-long': 'x'.repeat(8_192) })).toMatchObject({ status: 431 });
});

it('accepts 32 connections at a time', async () => {
  const [host = '', port] = health.address.split(':');
  const sockets = Array.from({ length: 33 }, () => connect(Number(port), host));
  await Promise.race(sockets.map((socket) => once(socket, 'close')));
  expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(32);
  for (const socket of sockets) socket.destroy();
});

it.each([
  ['nothing', ''],
  ['a part of its request', 'GET /healthz HTTP/1.1\r\nhost: a'],
])('closes a connection that sent %s sooner than one that waits for an answer', async (_what, text) => {
  health.readiness = () => new Promise(() => undefined);
  const [host = '', port] = health.address.split(':');
  const open = (said: string): Socket => {
    const socket = connect(Number(port), host).on('error', () => undefined);
    socket.resume().write(said);
    return socket;
  };
  const waiting = open('GET /readyz HTTP/1.1\r\nhost: a\r\n\r\n');
  const slow = open(text);
  await Promise.race([once(slow, 'close'), once(waiting, 'close')]);
  expect({ slow: slow.destroyed, waiting: waiting.destroyed }).toEqual({ slow: true, waiting: false });
  waiting.destroy();
});

it('listens at an IPv6 address', async () => {
  const other = await HealthServer.listen('[::1]:0');
  try {
    expect(other.address).toMatch(/^\[::1\]:\d+$/);
    expect((await fetch(`http://${other.address}/healthz`)).status).toBe(200);
  } finally {
    other.close();
  }
});

it('frees its port when the worker does not start', async () => {
  const { address } = health;
  health.close();
  const failed = withHealth(address, async () => Promise.reject(new Error('no server')));
  await expect(failed).rejects.toThrow('no server');
  health = await HealthServer.listen(address);
});

it('names the part that does not answer, without its error', async () => {
  const store = new PartCheck(async () => Promise.reject(new Error('connect redis://app:hunter2@redis:6379')));
  const temporal = new PartCheck(async () => 'its version');
  health.readiness = () => readinessOf('ok', { temporal, store });
  expect(await ask('/readyz')).toMatchObject({
    status: 503,
    body: '{"status":"not ready","parts":{"worker":"ok","temporal":"ok","store":"no answer"}}\n',
  });
});

it('waits two seconds for an answer of Temporal', async () => {
  const given: number[] = [];
  const connection = {
    workflowService: { getSystemInfo: async () => ({}) },
    withDeadline: <T>(deadline: number, work: () => Promise<T>): Promise<T> => {
      given.push(deadline - Date.now());
      return work();
    },
  };
  const store = new MemoryTaskStateStore();
  const run = async (): Promise<void> => undefined;
  const worker = await withHealth(
    '127.0.0.1:0',
    async () => ({ connection, store, run, state: () => 'RUNNING' }) as unknown as OctavoWorker,
  );
  const response = await fetch(`http://${worker.health}/readyz`);
  expect(await response.json()).toMatchObject({ parts: { temporal: 'ok', store: 'ok' } });
  expect(given).toEqual([expect.closeTo(2_000, -3)]);
  await worker.run();
  await expect(fetch(`http://${worker.health}/readyz`)).rejects.toThrow('fetch failed');
});

it('rejects an address that is in use', async () => {
  await expect(HealthServer.listen(health.address)).rejects.toThrow('EADDRINUSE');
});
