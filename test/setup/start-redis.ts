import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, findOnPath, type GuardedProcess, messageOf, startGuardedProcess } from '@octavo/temporal-server';
import { rememberServer } from './started-servers';
import { accepts } from './accepts';
import { findRedis } from './find-redis';

/** jest's set-up for unit tests: `OCTAVO_TEST_REDIS_URL` names a Redis of their own, unless REDIS_URL gives one. */
export default async function startRedis(): Promise<void> {
  const given = process.env['OCTAVO_TEST_REDIS_URL'] || process.env['REDIS_URL'];
  const command = await provideRedis(given !== undefined);
  if (given) process.env['OCTAVO_TEST_REDIS_URL'] = given;
  else await startOwnRedis(command);
}

/** Gives the path of `redis-server`, and puts it on PATH for the tests that start one of their own. */
async function provideRedis(isOptional: boolean): Promise<string> {
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const path = await findRedis({ env: process.env, onProgress });
    if (findOnPath('redis-server', process.env) === undefined)
      process.env['PATH'] = [dirname(path), process.env['PATH'] ?? ''].join(delimiter);
    return path;
  } catch (error) {
    if (!isOptional) throw error;
    onProgress(`Tests that stop a Redis will fail. ${messageOf(error)}`);
    return 'redis-server';
  }
}

async function startOwnRedis(command: string): Promise<void> {
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), 'octavo-redis-'));
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = await startGuardedProcess({ command, args });
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
