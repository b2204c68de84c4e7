import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { version } from '../../../package.json';
import { CliError } from '../../cli-error';
import type { TextSink } from '../../cli-io';
import { exitCodes } from '../../exit-codes';
import { type Dependencies, octavoPackagesOf, readManifest } from './manifest';

const execute = promisify(execFile);
const IS_CHECKOUT = __filename.endsWith('.ts');
const CHECKOUT = resolve(__dirname, '../../../../..');

/** The folder of a project that keeps the packages of a checkout. */
const PACKAGES_FOLDER = 'octavo-packages';

/**
 * Where a new project gets Octavo's packages from. In the checkout they are packed into the project, since they are not
 * on npm yet. A CLI that a project has installed gives the packages of that project; any other its own version.
 *
 * @throws CliError INSTALL_FAILED
 */
export async function findPackages(target: string, stderr: TextSink): Promise<Dependencies> {
  if (IS_CHECKOUT) return packCheckout(join(target, PACKAGES_FOLDER), stderr);
  const project = projectOf(__dirname);
  const installed = project === undefined ? {} : octavoPackagesOf((await readManifest(project)) ?? {});
  if (project === undefined || installed['@octavo/cli'] === undefined)
    return { '@octavo/activities': version, '@octavo/cli': version };
  return movePaths(installed, project, target);
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

/** The folder whose node_modules has this file; undefined in a store of packages, as pnpm's. */
export function projectOf(file: string): string | undefined {
  const [, project] = /^(.*)[\\/]node_modules[\\/]@octavo[\\/]cli[\\/]/.exec(file) ?? [];
  return project;
}

/** `file:` paths that are meant from `from`, as they are written in `to`. */
export function movePaths(dependencies: Dependencies, from: string, to: string): Dependencies {
  const entries = Object.entries(dependencies).map(([name, spec]) => {
    if (!spec.startsWith('file:')) return [name, spec];
    const path = relative(to, resolve(from, spec.slice('file:'.length)));
    return [name, `file:${path.split(sep).join('/')}`];
  });
  return Object.fromEntries(entries) as Dependencies;
}
