import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the checkout. */
export const ROOT = join(__dirname, '../..');

/** The fields of a workspace's package.json that the build reads or rewrites. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A workspace of the checkout. */
export interface Workspace {
  /** Its folder, below the root. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Where its publishable package is written. */
  readonly target: string;
}

/** All workspaces that have sources, each with its place in the output folder. */
export function listWorkspaces(output: string): Workspace[] {
  const services = readdirSync(join(ROOT, 'services')).map((name) => `services/${name}`);
  const folders = ['orchestrators', 'workflows', 'activities', ...services];
  return folders.map((folder) => readWorkspace(folder, output)).filter(hasEntry);
}

function readWorkspace(folder: string, output: string): Workspace {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  return { folder, manifest, target: join(output, manifest.name.replace('@octavo/', '')) };
}

function hasEntry({ folder, manifest }: Workspace): boolean {
  return existsSync(join(ROOT, folder, manifest.exports['.'] ?? ''));
}
