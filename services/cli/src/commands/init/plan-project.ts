import type { TextSink } from '../../cli-io';
import { findPackages } from './find-packages';
import { type Dependencies, newManifest, octavoPackagesOf, readManifest } from './manifest';
import { starterFiles } from './starter-files';

/** What `octavo init` does in a folder. */
export interface ProjectPlan {
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** The arguments of the npm that installs what is missing; undefined where nothing is. */
  readonly install?: readonly string[];
}

/** A folder without package.json gets one; a package.json that is there gets Octavo's packages by `npm install`. */
export async function planProject(target: string, stderr: TextSink): Promise<ProjectPlan> {
  const manifest = await readManifest(target);
  if (manifest !== undefined && '@octavo/cli' in octavoPackagesOf(manifest)) return { files: starterFiles };
  const dependencies = await findPackages(target, stderr);
  if (manifest !== undefined) return { files: starterFiles, install: ['install', ...specsOf(dependencies)] };
  return { files: { 'package.json': newManifest(target, dependencies), ...starterFiles }, install: ['install'] };
}

/** Packages as `npm install` takes them. */
function specsOf(dependencies: Dependencies): readonly string[] {
  return Object.entries(dependencies).map(([name, spec]) => (spec.startsWith('file:') ? spec : `${name}@${spec}`));
}
