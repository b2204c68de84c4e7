import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What Temporal's CLI of that server version answers to `--version`. */
export function temporalScript(server = '1.29.1'): string {
  return `echo "temporal version 1.5.1 (Server ${server}, UI 2.42.1)"`;
}

/** A temporary folder with executables made of shell lines. */
export class FakeFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'octavo-fake-'));

  /** Writes an executable, and gives its path. */
  add(name: string, script: string): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
