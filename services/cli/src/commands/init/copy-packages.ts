import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Dependencies } from './manifest';
import { writable } from './write-new';

/** The folder of a project that keeps the packages of a checkout. */
export const PACKAGES_FOLDER = 'octavo-packages';

/**
 * Copies the packages that a project has as files into another project, so that the other one can be installed without the
 * first. Returns what the package.json of the other one says of them.
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
