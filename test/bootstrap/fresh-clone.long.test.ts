import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findOnPath } from '@octavo/temporal-server';

const ROOT = join(__dirname, '../..');
const LEFT_OUT = ['.git', 'coverage', 'dist', 'node_modules', '.octavo'];
/** Settings of this machine without which the registries are not reached. */
const REGISTRY_SETTINGS =
  /^(npm_config_|pip_|uv_|https?_proxy$|no_proxy$|ssl_|node_extra_ca_certs$|requests_ca_bundle$)/i;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'octavo-fresh-'));
  for (const name of ['home', 'bin', 'tmp']) mkdirSync(join(folder, name));
  cpSync(ROOT, join(folder, 'octavo'), {
    recursive: true,
    filter: (source) => !LEFT_OUT.includes(basename(source)),
  });
  for (const name of ['env', 'node', 'npm', 'sh', 'tar']) link(name);
  for (const name of ['pip', 'pip3', 'python3', 'uv']) wrap(name);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** PATH is this folder, so that neither Temporal nor Go is on it. */
function link(name: string): void {
  const path = findOnPath(name, process.env);
  if (path !== undefined) symlinkSync(path, join(folder, 'bin', name));
}

/** Python's commands may be scripts that need more of PATH. */
function wrap(name: string): void {
  const path = findOnPath(name, process.env);
  if (path === undefined) return;
  const script = `#!/bin/sh\nPATH="${process.env['PATH']}" exec "${path}" "$@"\n`;
  writeFileSync(join(folder, 'bin', name), script, { mode: 0o755 });
}

function demo(): SpawnSyncReturns<string> {
  const settings = Object.entries(process.env).filter(([name]) => REGISTRY_SETTINGS.test(name));
  return spawnSync('npm', ['run', 'demo'], {
    cwd: join(folder, 'octavo'),
    encoding: 'utf8',
    env: {
      NPM_CONFIG_USERCONFIG: join(homedir(), '.npmrc'),
      ...Object.fromEntries(settings),
      NPM_CONFIG_CACHE: join(folder, 'home/.npm'),
      HOME: join(folder, 'home'),
      TMPDIR: join(folder, 'tmp'),
      PATH: join(folder, 'bin'),
    },
  });
}

describe('npm run demo in a fresh clone, with an empty home', () => {
  it('installs the dependencies and Temporal, and runs', () => {
    const { status, stdout, stderr } = demo();
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('Installing dependencies') });
    expect(stderr).toMatch(/temporal 1\.9\.1 is ready at/);
    expect(stdout).toContain('SUCCESS');
  });

  it('installs nothing the second time', () => {
    const { status, stdout, stderr } = demo();
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.not.stringMatching(/Installing|Downloading|\bready\b/),
    });
    expect(stdout).toContain('SUCCESS');
    expect(existsSync(join(folder, 'home/.cache/octavo/temporal/1.9.1'))).toBe(true);
  });
});
