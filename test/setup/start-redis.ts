import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, type GuardedProcess, startGuardedProcess } from '@octavo/temporal-server';
import { rememberServer } from './started-servers';
import { accepts } from './accepts';

/** jest's set-up for unit tests: `OCTAVO_TEST_REDIS_URL` names a Redis of their own, unless REDIS_URL gives one. */
export default async function startRedis(): Promise<void> {
  const given = process.env['OCTAVO_TEST_REDIS_URL'] ?? process.env['REDIS_URL'];
  if (given) process.env['OCTAVO_TEST_REDIS_URL'] = given;
  else await startOwnRedis();
}

async function startOwnRedis(): Promise<void> {
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), 'octavo-redis-'));
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = await startGuardedProcess({ command: 'redis-server', args });
  rememberServer({ stop: () => server.stop().then(() => rm(folder, { recursive: true, force: true })) });
  await waitForPort(port, server);
  process.env['OCTAVO_TEST_REDIS_URL'] = `redis://127.0.0.1:${port}`;
}

async function waitForPort(port: number, server: GuardedProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await accepts(port)) return;
    await sleep(25);
  }
  throw new Error(`redis-server does not answer on port ${port}: ${server.lastOutput()}`);
}
