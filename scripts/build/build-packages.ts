import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { bundleCommand } from './bundle-command';
import { bundleEntries } from './bundle-entries';
import { emitDeclarations } from './emit-declarations';
import { peersIn, publishableManifest } from './publishable-manifest';
import { listPublished, type Published, ROOT } from './workspaces';
import { writeDeclarations } from './write-declarations';
import { writeDocuments } from './write-documents';

/** Files that the command reads at run time, beside code. */
const OF_COMMAND = ['go.mod', 'go.sum'].map((name) => `services/temporal-server/${name}`);

/** Writes every package for users to `<output>/<name>`, ready for `npm publish`; returns their folders. */
export async function buildPackages(output: string): Promise<readonly string[]> {
  await rm(output, { recursive: true, force: true });
  const packages = listPublished(output);
  for (const { target } of packages) await mkdir(target, { recursive: true });
  const isCommand = ({ manifest }: Published): boolean => manifest.bin !== undefined;
  const imported = await writeLibraries(
    packages.filter((published) => !isCommand(published)),
    packages,
  );
  // A command has the libraries' peers as dependencies, so that its users do not have to install them.
  for (const command of packages.filter(isCommand)) await writeCommand(command, peersIn(imported), packages);
  return packages.map(({ target }) => target);
}

async function writeLibraries(
  libraries: readonly Published[],
  packages: readonly Published[],
): Promise<readonly string[]> {
  const all: string[] = [];
  const emitted = await emitDeclarations();
  for (const published of libraries) {
    const imports = [...(await bundleEntries(published)), ...(await writeDeclarations(emitted, published))];
    await writeRest(published, imports, packages);
    all.push(...imports);
  }
  await rm(emitted, { recursive: true });
  return all;
}

async function writeCommand(
  command: Published,
  peers: readonly string[],
  packages: readonly Published[],
): Promise<void> {
  const imports = [...(await bundleCommand(command)), ...peers];
  for (const path of OF_COMMAND) await copyFile(join(ROOT, path), join(command.target, basename(path)));
  await writeRest(command, imports, packages);
}

/** Writes all except code: documents, the licence, and the package.json, which lists the files that are published. */
async function writeRest(
  published: Published,
  imports: readonly string[],
  packages: readonly Published[],
): Promise<void> {
  const { target } = published;
  const manifest = publishableManifest(published, imports);
  await writeDocuments(published, Object.keys(manifest['dependencies'] ?? {}), packages);
  await copyFile(join(ROOT, 'LICENSE'), join(target, 'LICENSE'));
  const files = (await readdir(target)).sort();
  await writeFile(join(target, 'package.json'), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
}
