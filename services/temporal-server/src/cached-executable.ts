import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolders, isTrusted, prepareCacheFolder } from './cache-folders';
import { messageOf } from './temporal-unavailable-error';
import { isExecutableFile } from './find-on-path';
import { withInstallLock } from './install-lock';
import { removeAtExit } from './guarded-process';

/** An executable or another file that is installed once for this user, as `name/version/name` in the cache. */
export interface CachedExecutable {
  readonly name: string;
  /** The preferred version first. */
  readonly versions: readonly string[];
  /** Returns why a file of the cache cannot be used; undefined if it can. Default: checks that it is executable. */
  readonly findFault?: (path: string) => Promise<string | undefined>;
  /** Puts one of the versions into `folder`, which is removed afterwards. */
  readonly obtain: (folder: string) => Promise<ObtainedExecutable>;
}

/** The file that `CachedExecutable.obtain` has put into its folder. */
export interface ObtainedExecutable {
  readonly version: string;
  readonly path: string;
}

/** The environment, and the receiver of progress messages. */
export interface CacheContext {
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (line: string) => void;
}

const LEFTOVER_AGE_MS = 3_600_000;

/**
 * Returns the path of an executable in the cache. Installs it if it is missing or broken; concurrent callers wait for one
 * installation.
 */
export async function takeFromCache(executable: CachedExecutable, context: CacheContext): Promise<string> {
  const { name } = executable;
  const cached = await findInCache(executable, context);
  if (cached !== undefined) return cached;
  const folder = chooseFolder(name, context);
  return withInstallLock(join(folder, 'install.lock'), {
    onWait: () => context.onProgress(`Another process is installing ${name}; waiting for it.`),
    install: async () =>
      (await findInCache(executable, { ...context, onProgress: () => undefined })) ??
      installInto(folder, executable, context),
  });
}

async function findInCache(
  { name, versions, findFault = requireExecutable }: CachedExecutable,
  { env, onProgress }: CacheContext,
): Promise<string | undefined> {
  const folders = cacheFolders(env).filter(isTrusted);
  const paths = versions.flatMap((version) => folders.map(({ path }) => join(path, name, version, fileNameOf(name))));
  for (const path of paths.filter((candidate) => existsSync(candidate))) {
    const fault = await findFault(path);
    if (fault === undefined) return path;
    onProgress(`Ignoring the ${name} in the cache: ${fault}.`);
  }
  return undefined;
}

async function requireExecutable(path: string): Promise<string | undefined> {
  return isExecutableFile(path) ? undefined : 'it cannot be executed';
}

function fileNameOf(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** Returns the first cache folder that can be written. */
function chooseFolder(name: string, { env, onProgress }: CacheContext): string {
  const problems: string[] = [];
  for (const folder of cacheFolders(env)) {
    try {
      const path = prepareCacheFolder(folder, name);
      if (problems.length > 0)
        onProgress(`The cache cannot be written (${problems.join('; ')}); using ${folder.path}.`);
      return path;
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  throw new Error(`no cache folder can be written (${problems.join('; ')}); set OCTAVO_CACHE to one`);
}

async function installInto(
  folder: string,
  { name, obtain }: CachedExecutable,
  { onProgress }: CacheContext,
): Promise<string> {
  await removeLeftovers(folder);
  const workFolder = await mkdtemp(join(folder, 'install-'));
  const cancelRemoval = removeAtExit(workFolder);
  try {
    const { version, path } = await obtain(workFolder);
    const target = join(folder, version, fileNameOf(name));
    await mkdir(join(folder, version), { recursive: true });
    await rm(target, { recursive: true, force: true });
    await rename(path, target);
    onProgress(`${name} ${version} is ready at ${target}.`);
    return target;
  } finally {
    cancelRemoval();
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** Removes the files of killed installations, which have tens of megabytes each. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('install-')) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > LEFTOVER_AGE_MS) await rm(path, { recursive: true, force: true });
  }
}
