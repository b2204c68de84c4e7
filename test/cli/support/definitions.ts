import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test, which is removed at its end. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'octavo-cli-'));

  /** Writes a file and returns its path. */
  write(name: string, text: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, text);
    return path;
  }

  /** Makes a folder in it and returns its path. */
  folder(name: string): string {
    const path = join(this.path, name);
    mkdirSync(path);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A definition of these tasks, as flow YAML. */
export function definitionOf(id: string, ...tasks: readonly string[]): string {
  return `octavo: 1\nid: ${id}\ntasks:\n${tasks.map((task) => `  - ${task}\n`).join('')}`;
}

/** Returns its input. */
export const echo = definitionOf('echo', '{ id: give, type: basic, action: transform, with: { got: "${ input }" } }');

/** Fails with the code BROKEN. */
export const broken = definitionOf(
  'broken',
  '{ id: boom, type: basic, action: fail, with: { code: BROKEN, message: it broke } }',
);

/** Waits for the signal `go`. */
export const waiting = definitionOf('waiting', '{ id: hold, type: wait, signal: go }');
