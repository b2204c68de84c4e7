import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './source-files';

/** A small checkout outside of ours, to plant violations in. */
export interface PlantedTree {
  readonly root: string;
  readonly remove: () => void;
}

const LINKED = ['ioredis', 'zod', 'undici', '@temporalio'];

/** Writes the files (path to text) into a temporary folder that has our third-party packages and its own @octavo/*. */
export function plantTree(files: Readonly<Record<string, string>>): PlantedTree {
  const root = mkdtempSync(join(tmpdir(), 'octavo-planted-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  linkPackages(root, files);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function linkPackages(root: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(root, 'node_modules/@octavo'), { recursive: true });
  for (const name of LINKED) symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
  for (const path of Object.keys(files).filter((name) => name.endsWith('/package.json'))) {
    const folder = dirname(path);
    symlinkSync(join(root, folder), join(root, 'node_modules/@octavo', folder.split('/').pop() ?? ''));
  }
}
