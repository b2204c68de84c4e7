import { join } from 'node:path';
import { readImageCommand } from '../entry-points/dockerfile';
import { describeEntryPoint, describeWorker } from '../entry-points/describe-entry-point';
import { checkout, copyProject, type EntryPoint, ROOT, runCommand } from '../entry-points/entry-point';
import { imageEntryPoint } from '../entry-points/image-entry-point';
import { canInstallNode, installNode, type InstalledNode } from '../entry-points/install-node';
import { PackedProject } from './packed-project';

// Node 22.12.0 is the first one of its line that we support; from 22.15 modules are loaded in another way, and from 22.18 Node
// loads some TypeScript by itself. The image has a later line.
const describeHere = canInstallNode ? describe : describe.skip;

describeHere.each(['22.12.0', '22.23.5', readImageCommand().nodeVersion])('on Node %s', (version) => {
  let project: PackedProject;
  let node: InstalledNode;
  beforeAll(async () => {
    [project, node] = await Promise.all([PackedProject.create(), installNode(version)]);
    copyProject(project.folder);
  }, 600_000);
  afterAll(async () => {
    await Promise.all([project.remove(), node.remove()]);
  });
  const onNode = (entry: EntryPoint): EntryPoint => ({ ...entry, binaries: node.binaries });

  describeEntryPoint('npx octavo in the checkout', () => onNode(checkout));
  describeEntryPoint('npx octavo in a project', () => onNode(project.entryPoint));
  describeWorker('the command line of the image', () => onNode(imageEntryPoint(project.folder)));
});

(canInstallNode ? it : it.skip)('the image has a Node with long-term support', async () => {
  const { binaries, remove } = await installNode(readImageCommand().nodeVersion);
  const { stdout } = await runCommand([join(binaries, 'node'), '-p', 'process.release.lts'], ROOT);
  await remove();
  expect(stdout).toMatch(/^[A-Z][a-z]+\n$/);
});
