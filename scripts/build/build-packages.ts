import { existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleCommand, dependenciesOfBundle } from './bundle-command';
import { compilePackage } from './compile-package';
import { emitDeclarations } from './emit-declarations';
import { publishableManifest, rangesOf } from './publishable-manifest';
import { listWorkspaces, ROOT, type Workspace } from './workspaces';
import { writeDocuments } from './write-documents';

/** Beside code: what some packages read at run time. */
const BESIDE = ['go.mod', 'go.sum'];
const BIN = "#!/usr/bin/env node\nrequire('../src/main.js');\n";

/** Writes every workspace to `<output>/<name>`, compiled, with types, ready for `npm publish`; gives their folders. */
export async function buildPackages(output: string): Promise<readonly string[]> {
  await rm(output, { recursive: true, force: true });
  const workspaces = listWorkspaces(output);
  for (const workspace of workspaces) await writePackage(workspace, workspaces);
  await emitDeclarations(workspaces);
  return workspaces.map(({ target }) => target);
}

async function writePackage(workspace: Workspace, all: readonly Workspace[]): Promise<void> {
  const { folder, manifest, target } = workspace;
  await mkdir(target, { recursive: true });
  await compilePackage(workspace);
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: unknown };
  const published = publishableManifest(manifest, engines);
  if (manifest.bin !== undefined) {
    await bundleCommand(workspace);
    Object.assign(published, { dependencies: rangesOf({ ...dependenciesOfBundle(all), ...manifest.dependencies }) });
  }
  await writeFile(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  await copyFile(join(ROOT, 'LICENSE'), join(target, 'LICENSE'));
  for (const name of BESIDE.filter((candidate) => existsSync(join(ROOT, folder, candidate)))) {
    await copyFile(join(ROOT, folder, name), join(target, name));
  }
  await writeDocuments(workspace, all);
  for (const path of Object.values(manifest.bin ?? {})) await writeBin(join(target, path));
}

async function writeBin(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, BIN);
  await chmod(path, 0o755);
}
