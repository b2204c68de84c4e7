import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the checkout. */
export const ROOT = join(__dirname, '../..');

/** The fields of a workspace's package.json that the build reads or changes. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Only packages for users have it; other workspaces are bundled into them. */
  readonly publishConfig?: object;
  readonly [field: string]: unknown;
}

/** A workspace of the checkout. */
export interface Workspace {
  /** Its folder, relative to the root. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A published workspace; its package includes everything that it imports from other workspaces. */
export interface Published extends Workspace {
  /** The folder where its package is written. */
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

/** The workspaces that are published, each with its folder in the output. */
export function listPublished(output: string): Published[] {
  const published = listWorkspaces().filter(({ manifest }) => manifest.publishConfig !== undefined);
  return published.map((workspace) => ({
    ...workspace,
    target: join(output, workspace.manifest.name.split('/')[1] ?? ''),
  }));
}

/** Reads the package.json of a folder, relative to the root. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
}

/** The source file of an entry such as `@octavo/client/rollout`, relative to the root. */
export function sourceOf(specifier: string): string {
  const [scope, name, ...path] = specifier.split('/');
  const found = listWorkspaces().find(({ manifest }) => manifest.name === `${scope}/${name}`);
  const source = found?.manifest.exports[['.', ...path].join('/')];
  if (found === undefined || source === undefined) throw new Error(`No workspace exports ${specifier}.`);
  return join(found.folder, source);
}
