import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { MissingPiece } from './missing-piece.mjs';
import { runProcess } from './run-process.mjs';

const WHAT_TO_DO =
  'install redis-server with your package manager, or name a running Redis in REDIS_URL (redis://host:6379).';

/** Makes sure that the tests find a Redis: REDIS_URL, `redis-server` on PATH, or the system's package where we may. */
export async function findRedis() {
  if (process.env.REDIS_URL || process.env.OCTAVO_TEST_REDIS_URL || isOnPath('redis-server')) return;
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) throw new MissingPiece(`The tests need Redis: ${WHAT_TO_DO}`);
  process.stderr.write('The tests need Redis: installing redis-server with apt-get, since we are root here.\n');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProcess('apt-get', ['update', '-qq'], { env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'];
  const { code } = await runProcess('apt-get', install, { env });
  if (code !== 0 || !isOnPath('redis-server'))
    throw new MissingPiece(`Redis could not be installed with apt-get: ${WHAT_TO_DO}`);
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
