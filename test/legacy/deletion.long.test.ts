import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { deletable } from '../../services/migration/retire/check-retirement';
import { ROOT } from '../architecture/source-files';

/** The old engine, with all files that exist only for it. */
const OLD_ENGINE = [
  ...['services/migration/legacy', 'test/legacy', 'test/migration', 'test/benchmark/world/legacy-worker.ts'],
  'test/benchmark/suites/legacy',
];
/** Files with one line that registers it. */
const REGISTRATIONS = [
  ...['services/migration/adapter/workflow/index.ts', 'services/migration/adapter/create-migration.ts'],
  ...[
    'test/benchmark/budgets.ts',
    'test/benchmark/suites/suites.ts',
    'test/benchmark/world/start-world.ts',
    'test/setup/test-bundles.ts',
  ],
];
const SOURCES = ['orchestrators', 'workflows', 'activities', 'services', 'test', 'examples', 'scripts'];
const LEFT_OUT = new Set(['node_modules', 'dist', 'coverage', '.git', 'test/replay/histories', ...OLD_ENGINE]);

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'octavo-without-'));
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(ROOT, path)) });
  linkPackages();
  unregister();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Links third-party packages to those of this checkout, and workspaces to those of the copy. */
function linkPackages(): void {
  const ours = join(ROOT, 'node_modules');
  cpSync(join(ours, '@octavo'), join(copy, 'node_modules/@octavo'), { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(ours)) {
    if (name !== '@octavo') symlinkSync(join(ours, name), join(copy, 'node_modules', name));
  }
}

/** Removes its registrations: the entry of its package, and lines of the benchmark. */
function unregister(): void {
  const path = join(copy, 'services/migration/package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { exports: Record<string, string> };
  delete manifest.exports['./legacy'];
  writeFileSync(path, JSON.stringify(manifest));
  for (const file of REGISTRATIONS) {
    const lines = readFileSync(join(copy, file), 'utf8').split('\n');
    writeFileSync(join(copy, file), lines.filter((line) => !/legacy/i.test(line)).join('\n'));
  }
}

/** The output of a failed tool; empty if it succeeds. */
function run(tool: string, args: readonly string[]): string {
  try {
    execFileSync(process.execPath, [join(ROOT, 'node_modules', tool), ...args], {
      cwd: copy,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

it('`octavo rollout retire` lists all deleted files', () => {
  const told = deletable.flatMap(({ paths = [] }) => paths);
  expect([...told].sort()).toEqual([...OLD_ENGINE, ...REGISTRATIONS, 'services/migration/package.json'].sort());
});

describe('without the old engine', () => {
  it('the rest compiles', () => {
    expect(run('typescript/bin/tsc', ['-p', '.'])).toBe('');
  });

  it('the rest follows the dependency rules', () => {
    expect(run('dependency-cruiser/bin/dependency-cruise.mjs', SOURCES)).toBe('');
  });
});
