import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octavo-bootstrap-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs lines of a module of scripts/ in a plain Node whose PATH is the test's own folder. */
function run(lines: string, env: NodeJS.ProcessEnv = {}): { readonly status: number | null; readonly stderr: string } {
  const program = `import { runScript } from '${ROOT}/scripts/bootstrap/missing-piece.mjs';\n${lines}`;
  const args = ['--input-type=module', '-e', program];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { PATH: folder, ...env } });
  return { status, stderr };
}

const importing = (name: string, file: string): string =>
  `import { ${name} } from '${ROOT}/scripts/bootstrap/${file}.mjs';\n`;

describe('a Node that is too old', () => {
  it.each(['18.20.4', '20.18.1', '21.7.0', '22.11.0'])('%s ends with one sentence', (version) => {
    const { status, stderr } = run(
      `${importing('checkNode', 'check-node')}await runScript(async () => checkNode('${version}'));`,
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Octavo needs Node \^20\.19 or >= 22\.12, and this is [\d.]+: install .*\n$/);
  });

  it.each(['20.19.0', '22.12.0', '24.1.0'])('is not %s', (version) => {
    const { status } = run(
      `${importing('checkNode', 'check-node')}await runScript(async () => { checkNode('${version}'); return 0; });`,
    );
    expect(status).toBe(0);
  });
});

describe('node_modules', () => {
  const lock = (version: string): string =>
    JSON.stringify({
      packages: {
        '': {},
        'node_modules/a': { version, integrity: 'x' },
        'node_modules/other-platform': { version: '1.0.0', optional: true },
      },
    });

  function isInstalled(): number | null {
    const check = `await runScript(async () => (isInstalled('${folder}') ? 0 : 1));`;
    return run(importing('isInstalled', 'install-dependencies') + check).status;
  }

  it('is outdated when it is missing or says something else than the lock file', () => {
    writeFileSync(join(folder, 'package-lock.json'), lock('1.0.0'));
    expect(isInstalled()).toBe(1);
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), lock('0.9.0'));
    expect(isInstalled()).toBe(1);
  });

  it('is up to date without the packages of other platforms', () => {
    writeFileSync(join(folder, 'package-lock.json'), lock('1.0.0'));
    mkdirSync(join(folder, 'node_modules'));
    const present = JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } });
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), present);
    expect(isInstalled()).toBe(0);
  });
});

describe('package-lock.json', () => {
  it('holds the packages of every platform, so that `npm ci` accepts it everywhere', () => {
    const program = `import { readFileSync } from 'node:fs';
      import { findMissingPlatforms } from '${ROOT}/scripts/complete-lock.mjs';
      const missing = Object.keys(findMissingPlatforms(JSON.parse(readFileSync('${ROOT}/package-lock.json', 'utf8'))));
      await runScript(async () => { process.stderr.write(missing.join()); return missing.length; });`;
    expect(run(program)).toEqual({ status: 0, stderr: '' });
  });
});
