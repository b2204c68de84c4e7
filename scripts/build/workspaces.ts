import { readdirSync, readFileSync } from 'node:fs';
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
  /** Only packages for users have it: all others are parts of them. */
  readonly publishConfig?: object;
  readonly [field: string]: unknown;
}

/** A workspace of the checkout. */
export interface Workspace {
  /** Its folder, below the root. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A workspace that is published, with all that it imports from other workspaces inside of it. */
export interface Published extends Workspace {
  /** Where its package is written. */
  readonly target: string;
}

/** All workspaces. */
export function listWorkspaces(): Workspace[] {
  const services = readdirSync(join(ROOT, 'services')).map((name) => `services/${name}`);
  return ['orchestrators', 'workflows', 'activities', ...services].map((folder) => ({
    folder,
    manifest: readManifest(folder),
  }));
}

/** Those for users, each with its place in the output folder. */
export function listPublished(output: string): Published[] {
  const published = listWorkspaces().filter(({ manifest }) => manifest.publishConfig !== undefined);
  return published.map((workspace) => ({
    ...workspace,
    target: join(output, workspace.manifest.name.split('/')[1] ?? ''),
  }));
}

/** The package.json in a folder below the root. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
}

/** The source file of an entry of our own, below the root: `@octavo/client/rollout`. */
export function sourceOf(specifier: string): string {
  const [scope, name, ...path] = specifier.split('/');
  const found = listWorkspaces().find(({ manifest }) => manifest.name === `${scope}/${name}`);
  const source = found?.manifest.exports[['.', ...path].join('/')];
  if (found === undefined || source === undefined) throw new Error(`No workspace exports ${specifier}.`);
  return join(found.folder, source);
}
