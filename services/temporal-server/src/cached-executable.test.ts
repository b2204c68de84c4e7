import { chmodSync, existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeFromCache } from './cached-executable';
import { FakeFolder } from './fake-executable.fixture';

let folder: FakeFolder;
let lines: string[];
let installs: number;
const temporary = (): string => join(folder.path, `tmp/octavo-${process.getuid?.()}`);

beforeEach(() => {
  folder = new FakeFolder();
  lines = [];
  installs = 0;
  mkdirSync(join(folder.path, 'tmp'));
  // Not even root can create anything below a file.
  writeFileSync(join(folder.path, 'file'), '');
});
afterEach(() => folder.remove());

function take(env: NodeJS.ProcessEnv): Promise<string> {
  const obtain = async (work: string): Promise<{ version: string; path: string }> => {
    installs += 1;
    const path = join(work, 'made');
    writeFileSync(path, '');
    chmodSync(path, 0o755);
    return { version: '2', path };
  };
  const context = {
    env: { TMPDIR: join(folder.path, 'tmp'), ...env },
    onProgress: (line: string) => void lines.push(line),
  };
  return takeFromCache({ name: 'tool', versions: ['2', '1'], obtain }, context);
}

describe('the cache is', () => {
  it.each([
    ['OCTAVO_CACHE', 'a', { OCTAVO_CACHE: 'a', XDG_CACHE_HOME: 'b', HOME: 'c' }],
    ['octavo in XDG_CACHE_HOME', 'b/octavo', { OCTAVO_CACHE: '', XDG_CACHE_HOME: 'b', HOME: 'c' }],
    ['.cache/octavo at home', 'c/.cache/octavo', { XDG_CACHE_HOME: '', HOME: 'c' }],
  ])('%s', async (_title, place, variables) => {
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, value && join(folder.path, value)]),
    );
    await expect(take(env)).resolves.toBe(join(folder.path, place, 'tool/2/tool'));
  });
});

describe('when the cache cannot be written', () => {
  const unwritable = (): NodeJS.ProcessEnv => ({ OCTAVO_CACHE: join(folder.path, 'file/cache') });

  it('the temporary folder replaces it, for this user alone, and is used again', async () => {
    const path = join(temporary(), 'tool/2/tool');
    await expect(take({ HOME: join(folder.path, 'file') })).resolves.toBe(path);
    expect(lines.join()).toMatch(/The cache cannot be written \(ENOTDIR.*\); using .*tmp\/octavo-/);
    await expect(take({ HOME: join(folder.path, 'file') })).resolves.toBe(path);
    expect(installs).toBe(1);
  });

  it('a temporary folder that others may write to is not used', async () => {
    mkdirSync(join(temporary(), 'tool/2'), { recursive: true });
    folder.add(`tmp/octavo-${process.getuid?.()}/tool/2/tool`, 'echo planted');
    chmodSync(temporary(), 0o777);
    await expect(take(unwritable())).rejects.toThrow(
      /no cache folder can be written.*others may write to it.*OCTAVO_CACHE/,
    );
    expect(installs).toBe(0);
  });

  it('its files are still used', async () => {
    const held = folder.add('cache/tool/1/tool', '');
    chmodSync(join(folder.path, 'cache'), 0o555);
    await expect(take({ OCTAVO_CACHE: join(folder.path, 'cache') })).resolves.toBe(held);
  });
});

it('replaces a file that cannot be executed, and reports it', async () => {
  mkdirSync(join(folder.path, 'cache/tool/2'), { recursive: true });
  writeFileSync(join(folder.path, 'cache/tool/2/tool'), '', { mode: 0o644 });
  await take({ OCTAVO_CACHE: join(folder.path, 'cache') });
  expect(installs).toBe(1);
  expect(lines[0]).toBe('Ignoring the tool in the cache: it cannot be executed.');
});

it('removes the files of a killed installation, but not those of a running one', async () => {
  const cache = join(folder.path, 'cache/tool');
  for (const name of ['install-old', 'install-new']) mkdirSync(join(cache, name), { recursive: true });
  utimesSync(join(cache, 'install-old'), 0, 0);
  await take({ OCTAVO_CACHE: join(folder.path, 'cache') });
  expect(readdirSync(cache).toSorted()).toEqual(['2', 'install-new']);
  expect(existsSync(join(cache, '2/tool'))).toBe(true);
});
