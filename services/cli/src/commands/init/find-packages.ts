import { execFile } from 'node:child_process';
import { mkdir, readdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { version } from '../../../package.json';
import { CliError } from '../../cli-error';
import type { TextSink } from '../../cli-io';
import { exitCodes } from '../../exit-codes';
import { copyPackages, PACKAGES_FOLDER } from './copy-packages';
import { type Dependencies, octavoPackagesOf, readManifest } from './manifest';

const execute = promisify(execFile);
const IS_CHECKOUT = __filename.endsWith('.ts');
const CHECKOUT = resolve(__dirname, '../../../../..');

/**
 * Gets Octavo's packages for a project, and returns what its package.json says of them. From the checkout they are packed
 * into the project, since they are not on npm yet. A CLI that is installed in a project gives the packages of that project;
 * any other CLI gives its own version. Undefined where the CLI is installed in the target: it has the packages.
 *
 * @throws CliError INSTALL_FAILED, FILE_NOT_WRITABLE
 */
export async function findPackages(target: string, stderr: TextSink): Promise<Dependencies | undefined> {
  if (IS_CHECKOUT) return packCheckout(join(target, PACKAGES_FOLDER), stderr);
  const project = projectOf(__dirname);
  const installed = project === undefined ? {} : octavoPackagesOf((await readManifest(project)) ?? {});
  if (project === undefined || installed['@octavo/cli'] === undefined)
    return { '@octavo/activities': version, '@octavo/cli': version };
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

/** The folder whose node_modules has this file; undefined in a store of packages, as pnpm's. */
function projectOf(file: string): string | undefined {
  const [, project] = /^(.*)[\\/]node_modules[\\/]@octavo[\\/]cli[\\/]/.exec(file) ?? [];
  return project;
}
