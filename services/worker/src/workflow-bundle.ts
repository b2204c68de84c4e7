import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { type BundleParts, bundlerOptionsFor } from './bundler-options';
import { withoutProjectFolder } from './places-in-bundle';
import { temporalWorker } from './temporal-worker';
import { workflowFolders, workflowModules } from './workflow-modules';

export interface WorkflowBundleOptions {
  /** Module that exports the workflows. Default: Octavo's own, cached in `cacheFolder` by its content. */
  readonly workflowsPath?: string;
  /** Default: `OCTAVO_CACHE`, else `octavo` in `XDG_CACHE_HOME`, else `~/.cache/octavo`. */
  readonly cacheFolder?: string;
  /**
   * Interceptors, modules, a hook and plugins besides Octavo's own. A bundle with them is not cached. Default: none.
   */
  readonly parts?: BundleParts;
}

/** The parts of the bundle besides Octavo's code. */
const BUNDLED_PACKAGES = ['@temporalio/workflow', '@temporalio/worker'];

/**
 * The workflow code as one file, for `Worker.create` and `Worker.runReplayHistory`. Bundling takes a second or two. The
 * bundle of Octavo's own workflows is cached until a source file changes. If it cannot be cached (no home, a read-only
 * container, a full disk), it stays in memory.
 *
 * @throws Error with the bundler's messages if the code cannot be bundled
 */
export async function workflowBundle(options: WorkflowBundleOptions = {}): Promise<WorkflowBundleOption> {
  const { workflowsPath = workflowModules.workflows, parts } = options;
  if (options.workflowsPath !== undefined || parts !== undefined) return { code: await bundle(workflowsPath, parts) };
  const folder = options.cacheFolder ?? findCacheFolder();
  const codePath = folder === undefined ? undefined : join(folder, 'bundles', `${await hashSources()}.js`);
  if (codePath !== undefined && existsSync(codePath)) return { codePath };
  const code = await bundle(workflowsPath, { webpackConfigHook: withoutProjectFolder });
  return codePath !== undefined && (await isKept(codePath, code)) ? { codePath } : { code };
}

function findCacheFolder(): string | undefined {
  const { OCTAVO_CACHE, XDG_CACHE_HOME = '' } = process.env;
  if (OCTAVO_CACHE) return OCTAVO_CACHE;
  if (isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, 'octavo');
  try {
    const home = homedir();
    return isAbsolute(home) ? join(home, '.cache', 'octavo') : undefined;
  } catch {
    // The user id has no entry in the system's list of users, as in many containers.
    return undefined;
  }
}

async function bundle(workflowsPath: string, parts?: BundleParts): Promise<string> {
  const messages: string[] = [];
  const ignore = (): void => undefined;
  const note = (message: string): void => void messages.push(message);
  const logger = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: note, error: note };
  try {
    const { code } = await temporalWorker().bundleWorkflowCode({ ...bundlerOptionsFor(workflowsPath, parts), logger });
    return code;
  } catch (error) {
    throw new Error(`The workflow code at ${workflowsPath} cannot be bundled: ${messages.join('\n')}`, {
      cause: error,
    });
  }
}

/** Two processes may do this at the same time: each writes its own file and renames it atomically. */
async function isKept(codePath: string, code: string): Promise<boolean> {
  const unfinished = `${codePath}.${process.pid}`;
  try {
    makeFolder(dirname(codePath));
    await writeFile(unfinished, code);
    await rename(unfinished, codePath);
    return true;
  } catch {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return false;
  }
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of workflowFolders) await hashFolder(hash, folder);
  // These options are set here.
  await hashFolder(hash, __dirname);
  for (const name of BUNDLED_PACKAGES) hash.update(await readFile(require.resolve(`${name}/package.json`)));
  return hash.digest('hex').slice(0, 32);
}

async function hashFolder(hash: ReturnType<typeof createHash>, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.slice(folder.length).includes('node_modules'))
    .sort();
  for (const file of files) hash.update(file.slice(folder.length)).update(await readFile(file));
}

/**
 * Creates a folder and its missing parents. Node's recursive option loops for ever if a folder exists but nothing can
 * be created in it, as in /proc.
 */
function makeFolder(path: string, mode?: number): void {
  const parent = dirname(path);
  if (!existsSync(parent)) makeFolder(parent, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
