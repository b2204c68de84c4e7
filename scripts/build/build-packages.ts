import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  const imported = await writeLibraries(packages.filter((published) => !isCommand(published)));
  // A command has the libraries' peers as dependencies, so that its users do not have to install them.
  for (const command of packages.filter(isCommand)) await writeCommand(command, peersIn(imported));
  for (const published of packages) await writeDocuments(published, packages);
  for (const { target } of packages) await nameFiles(target);
  return packages.map(({ target }) => target);
}

async function writeLibraries(packages: readonly Published[]): Promise<readonly string[]> {
  const all: string[] = [];
  const emitted = await emitDeclarations();
  for (const published of packages) {
    const imports = [...(await bundleEntries(published)), ...(await writeDeclarations(emitted, published))];
    await writeManifest(published, imports);
    all.push(...imports);
  }
  await rm(emitted, { recursive: true });
  return all;
}

async function writeCommand(command: Published, peers: readonly string[]): Promise<void> {
  await writeManifest(command, [...(await bundleCommand(command)), ...peers]);
  for (const path of OF_COMMAND) await copyFile(join(ROOT, path), join(command.target, basename(path)));
}

async function writeManifest(published: Published, imports: readonly string[]): Promise<void> {
  await writeJson(join(published.target, 'package.json'), publishableManifest(published, imports));
  await copyFile(join(ROOT, 'LICENSE'), join(published.target, 'LICENSE'));
}

/** Has the package.json name what was written: nothing else is published that comes to be in the folder. */
async function nameFiles(target: string): Promise<void> {
  const path = join(target, 'package.json');
  const files = (await readdir(target)).filter((name) => name !== 'package.json').sort();
  await writeJson(path, { ...(JSON.parse(await readFile(path, 'utf8')) as object), files });
}

async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
