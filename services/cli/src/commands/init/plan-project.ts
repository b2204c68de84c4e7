import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TextSink } from '../../cli-io';
import { findPackages } from './find-packages';
import { type Dependencies, newManifest, readManifest } from './manifest';
import { starterFiles } from './starter-files';

/** What `octavo init` does in a folder. */
export interface ProjectPlan {
  /** False where the folder has a configuration: then nothing is written into it. */
  readonly isNew: boolean;
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** The arguments of the npm that installs what is missing; undefined where nothing is. */
  readonly install?: readonly string[];
}

/**
 * A folder without package.json gets one; a package.json that is there gets Octavo's packages by `npm install`, also where it
 * has them already: that updates them. A project may have deleted what it was given, so that does not come back.
 */
export async function planProject(target: string, stderr: TextSink): Promise<ProjectPlan> {
  const manifest = await readManifest(target);
  const isNew = !existsSync(join(target, 'octavo.config.yaml'));
  const dependencies = await findPackages(target, stderr);
  const files = isNew ? starterFiles : {};
  if (dependencies === undefined) return { isNew, files };
  if (manifest !== undefined) return { isNew, files, install: ['install', ...specsOf(dependencies)] };
  return { isNew, files: { 'package.json': newManifest(target, dependencies), ...files }, install: ['install'] };
}

/** Packages as `npm install` takes them. */
function specsOf(dependencies: Dependencies): readonly string[] {
  return Object.entries(dependencies).map(([name, spec]) => (spec.startsWith('file:') ? spec : `${name}@${spec}`));
}
