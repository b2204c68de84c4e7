import { accessSync, constants, lstatSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { makeFolder } from './make-folder';

/** A folder with the files that are installed once for this user. */
export interface CacheFolder {
  readonly path: string;
  /** True if other users may create folders beside it, so that its owner must be checked. */
  readonly isShared: boolean;
}

/**
 * The possible cache folders: `$OCTAVO_CACHE`, else `$XDG_CACHE_HOME/octavo`, else `~/.cache/octavo`; then a folder in the
 * system's temporary folder, for users without a home and for read-only systems.
 */
export function cacheFolders(env: NodeJS.ProcessEnv): readonly CacheFolder[] {
  const own = ownCache(env);
  const temporary = join(env['TMPDIR'] || tmpdir(), `octavo-${process.getuid?.() ?? 'cache'}`);
  return [...(own === undefined ? [] : [{ path: own, isShared: false }]), { path: temporary, isShared: true }];
}

function ownCache(env: NodeJS.ProcessEnv): string | undefined {
  if (env['OCTAVO_CACHE']) return env['OCTAVO_CACHE'];
  const userCache = env['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(userCache)) return join(userCache, 'octavo');
  const home = env['HOME'] || findHome();
  return home === undefined ? undefined : join(home, '.cache/octavo');
}

/** Node throws if the user id has no entry in the system's list of users, as in many containers. */
function findHome(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}

/** True if files of the folder may be executed: in a shared place, another user could have created them. */
export function isTrusted({ path, isShared }: CacheFolder): boolean {
  if (!isShared || process.getuid === undefined) return true;
  try {
    const { uid, mode } = lstatSync(path);
    return uid === process.getuid() && (mode & constants.S_IFMT) === constants.S_IFDIR && (mode & 0o022) === 0;
  } catch {
    return false;
  }
}

/**
 * Creates the folder `name` in a cache folder if it is missing.
 *
 * @throws Error if it cannot be written, or if another user may write to it
 */
export function prepareCacheFolder(folder: CacheFolder, name: string): string {
  makeFolder(folder.path, folder.isShared ? 0o700 : undefined);
  if (!isTrusted(folder)) throw new Error(`${folder.path} belongs to another user, or others may write to it`);
  const path = join(folder.path, name);
  makeFolder(path);
  accessSync(path, constants.W_OK);
  return path;
}
