import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { version } from '../../../package.json';
import { CliError, exitCodes } from '../../cli-error';
import type { TextSink } from '../../command';

const execute = promisify(execFile);
const IS_CHECKOUT = __filename.endsWith('.ts');
const CHECKOUT = resolve(__dirname, '../../../../..');

/**
 * Gets Octavo's packages for a project, and returns the dependencies for its package.json. From the checkout they are packed
 * into the project, because they are not on npm yet. A CLI that is installed in another project uses the packages of that
 * project; any other CLI uses its own version. Undefined if the CLI is installed in the target, which then has the packages.
 *
 * @throws CliError INSTALL_FAILED, FILE_NOT_WRITABLE
 */
export async function findPackages(target: string, stderr: TextSink): Promise<Dependencies | undefined> {
  if (IS_CHECKOUT) return packCheckout(join(target, PACKAGES_FOLDER), stderr);
  const project = projectOf(__dirname);
  const installed = project === undefined ? {} : octavoPackagesOf((await readManifest(project)) ?? {});
  if (project === undefined || installed['@octavo/cli'] === undefined)
    return { '@octavo/worker': version, '@octavo/cli': version };
  if ((await realpath(project)) === (await realpath(target))) return undefined;
  return copyPackages(installed, project, target);
}

async function packCheckout(folder: string, stderr: TextSink): Promise<Dependencies> {
  stderr.write("Packing Octavo's packages; this takes some seconds.\n");
  await mkdir(folder, { recursive: true });
  await execute(process.execPath, ['--import', 'tsx', 'scripts/build/pack.ts', folder], { cwd: CHECKOUT }).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CliError('INSTALL_FAILED', `Octavo's packages could not be packed: ${reason}`, {
        exitCode: exitCodes.unavailable,
        cause: error,
      });
    },
  );
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith(`-${version}.tgz`)).sort();
  const suffix = `-${version}.tgz`;
  return Object.fromEntries(
    tarballs.map((name) => [`@${name.slice(0, -suffix.length).replace('-', '/')}`, `file:${PACKAGES_FOLDER}/${name}`]),
  );
}

/** The folder whose node_modules contains this file; undefined if it is in a package store such as pnpm's. */
function projectOf(file: string): string | undefined {
  const [, project] = /^(.*)[\\/]node_modules[\\/]@octavo[\\/]cli[\\/]/.exec(file) ?? [];
  return project;
}

/** The folder of a project for packages that were packed from a checkout. */
const PACKAGES_FOLDER = 'octavo-packages';

/**
 * Copies packages that one project keeps as tarballs into another project, so that the second does not depend on the first.
 * Returns the dependencies for the second package.json.
 *
 * @throws CliError FILE_NOT_WRITABLE
 */
export async function copyPackages(packages: Dependencies, from: string, to: string): Promise<Dependencies> {
  const copied: Record<string, string> = {};
  for (const [name, spec] of Object.entries(packages))
    copied[name] = spec.startsWith('file:') ? await copyPackage(resolve(from, spec.slice('file:'.length)), to) : spec;
  return copied;
}

async function copyPackage(file: string, to: string): Promise<string> {
  const path = `${PACKAGES_FOLDER}/${basename(file)}`;
  const target = join(to, path);
  await writable(target, async () => {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(file, target);
  });
  return `file:${path}`;
}

/** Names of packages to versions, or to `file:` and the path of a tarball. */
export type Dependencies = Readonly<Record<string, string>>;

/** The fields of a package.json that `octavo init` reads. */
interface Manifest {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Reads the package.json of a folder. Undefined if there is none; empty if it is invalid. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return {};
  }
}

/** The packages of Octavo that a package.json lists. */
function octavoPackagesOf({ dependencies, devDependencies }: Manifest): Dependencies {
  const all = Object.entries({ ...devDependencies, ...dependencies });
  return Object.fromEntries(all.filter(([name]) => name.startsWith('@octavo/')));
}

/** Whether `npm test` runs the test that `octavo init` writes. */
export function testsByNode({ scripts }: Manifest): boolean {
  return /^node --test\b/.test(scripts?.['test'] ?? '');
}

/** The package.json of a new project. */
export function newManifest(folder: string, dependencies: Dependencies): string {
  const manifest = {
    name: packageName(folder),
    version: '0.1.0',
    private: true,
    type: 'module',
    scripts: { test: 'node --test', dev: 'octavo dev', start: 'octavo worker' },
    dependencies,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'octavo-project' : name;
}

/**
 * Writes a file, and creates its folder. Returns false, and keeps the file, if it exists.
 *
 * @throws CliError FILE_NOT_WRITABLE
 */
export function writeNew(path: string, text: string): Promise<boolean> {
  return writable(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(path, text, { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  });
}

/**
 * Runs `write`, and reports its failure with the path.
 *
 * @throws CliError FILE_NOT_WRITABLE if it cannot be done
 */
export async function writable<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError('FILE_NOT_WRITABLE', `Cannot write ${path}: ${reason}.`, { cause: error });
  }
}
