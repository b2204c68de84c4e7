import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Names of packages to versions, or to `file:` and the path of a tarball. */
export type Dependencies = Readonly<Record<string, string>>;

/** The fields of a package.json that `octavo init` reads. */
export interface Manifest {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Reads the package.json of a folder. Undefined where there is none; empty where it cannot be understood. */
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
export function octavoPackagesOf({ dependencies, devDependencies }: Manifest): Dependencies {
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
