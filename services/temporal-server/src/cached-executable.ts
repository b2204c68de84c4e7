import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolders, isTrusted, prepareCacheFolder } from './cache-folders';
import { messageOf } from './error-message';
import { isExecutableFile } from './find-on-path';
import { withInstallLock } from './install-lock';

/** An executable that is installed once for this user, in `name/version/name` of the cache. */
export interface CachedExecutable {
  readonly name: string;
  /** The best one first. */
  readonly versions: readonly string[];
  /** Puts one of the versions somewhere into `folder`, which is removed afterwards. */
  readonly obtain: (folder: string) => Promise<ObtainedExecutable>;
}

/** What `CachedExecutable.obtain` has put into its folder. */
export interface ObtainedExecutable {
  readonly version: string;
  readonly path: string;
}

/** Where to look and whom to tell. */
export interface CacheContext {
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (line: string) => void;
}

const LEFTOVER_AGE_MS = 3_600_000;

/** The path of an executable in the cache, installed where it is missing; concurrent callers wait for the first. */
export async function takeFromCache(executable: CachedExecutable, context: CacheContext): Promise<string> {
  const { name } = executable;
  const cached = findInCache(executable, context.env);
  if (cached !== undefined) return cached;
  const folder = chooseFolder(name, context);
  return withInstallLock(join(folder, 'install.lock'), {
    onWait: () => context.onProgress(`Another process is installing ${name}; waiting for it.`),
    install: async () => findInCache(executable, context.env) ?? installInto(folder, executable, context),
  });
}

function findInCache({ name, versions }: CachedExecutable, env: NodeJS.ProcessEnv): string | undefined {
  const folders = cacheFolders(env).filter(isTrusted);
  return versions
    .flatMap((version) => folders.map(({ path }) => join(path, name, version, fileNameOf(name))))
    .find(isExecutableFile);
}

function fileNameOf(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** The first cache folder that can be written. */
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
  throw new Error(`no cache folder can be written (${problems.join('; ')}); name one in OCTAVO_CACHE`);
}

async function installInto(
  folder: string,
  { name, obtain }: CachedExecutable,
  { onProgress }: CacheContext,
): Promise<string> {
  await removeLeftovers(folder);
  const work = await mkdtemp(join(folder, 'install-'));
  try {
    const { version, path } = await obtain(work);
    const target = join(folder, version, fileNameOf(name));
    await mkdir(join(folder, version), { recursive: true });
    await rename(path, target);
    onProgress(`${name} ${version} is ready at ${target}.`);
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Removes what installs that were killed have left: tens of megabytes each. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('install-')) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > LEFTOVER_AGE_MS) await rm(path, { recursive: true, force: true });
  }
}
