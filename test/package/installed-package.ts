import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that programs import. */
export const LIBRARIES = ['builder', 'client', 'worker'];

interface Manifest {
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** The package.json of an installed package. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The paths of the files of a folder and of those below. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}
