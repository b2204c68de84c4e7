import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FakeFolder, temporalScript } from './fake-executable.fixture';
import { locateTemporal } from './locate-temporal';

const SYSTEM_PATH = '/usr/bin:/bin';
/** A `go` whose build writes an executable: the argument after -o is its path. */
const FAKE_GO = `for last; do :; done; while [ "$1" != "-o" ]; do shift; done
echo "$last" >&2; sleep 0.2
printf '#!/bin/sh\\n${temporalScript()}\\n' > "$2"; chmod +x "$2"; echo built >> "$(dirname "$0")/builds"`;

let folder: FakeFolder;
let lines: string[];
const cached = (): string => join(folder.path, 'cache/temporal/1.5.1/temporal');

function locate(env: NodeJS.ProcessEnv): Promise<string> {
  const base = { OCTAVO_CACHE: join(folder.path, 'cache'), OCTAVO_TEMPORAL_DOWNLOAD: 'off', PATH: SYSTEM_PATH };
  return locateTemporal({ env: { ...base, ...env }, onProgress: (line) => void lines.push(line) });
}

beforeEach(() => {
  folder = new FakeFolder();
  lines = [];
});
afterEach(() => folder.remove());

describe('a Temporal CLI is taken', () => {
  it('from OCTAVO_TEMPORAL_CLI before anything else', async () => {
    const named = folder.add('named', temporalScript());
    folder.add('bin/temporal', temporalScript());
    await expect(locate({ OCTAVO_TEMPORAL_CLI: named, PATH: join(folder.path, 'bin') })).resolves.toBe(named);
  });

  it('from PATH before the cache', async () => {
    const onPath = folder.add('bin/temporal', temporalScript());
    folder.add('cache/temporal/1.5.1/temporal', temporalScript());
    await expect(locate({ PATH: `${join(folder.path, 'bin')}:${SYSTEM_PATH}` })).resolves.toBe(onPath);
  });

  it('from the cache when the one on PATH is too old, which is told', async () => {
    folder.add('bin/temporal', temporalScript('1.24.2'));
    const inCache = folder.add('cache/temporal/1.5.1/temporal', temporalScript());
    await expect(locate({ PATH: `${join(folder.path, 'bin')}:${SYSTEM_PATH}` })).resolves.toBe(inCache);
    expect(lines.join()).toContain('server 1.24, older than 1.29');
  });

  it('from the official download, unpacked into the cache', async () => {
    const server = await serveArchive();
    const { port } = server.address() as AddressInfo;
    const path = await locate({ OCTAVO_TEMPORAL_DOWNLOAD: `http://127.0.0.1:${port}` });
    server.close();
    expect(path).toBe(cached());
  });

  it('from a build with Go when there is no download, telling so', async () => {
    folder.add('bin/go', FAKE_GO);
    await expect(locate({ PATH: `${join(folder.path, 'bin')}:${SYSTEM_PATH}` })).resolves.toBe(cached());
    expect(lines.join('\n')).toMatch(
      /download is not possible here[^]*Building the Temporal server with Go[^]*ready at/,
    );
  });

  it('from one build when several ask at once, and nothing else is left in the cache', async () => {
    folder.add('bin/go', FAKE_GO);
    const env = { PATH: `${join(folder.path, 'bin')}:${SYSTEM_PATH}` };
    await expect(Promise.all([locate(env), locate(env), locate(env)])).resolves.toEqual([cached(), cached(), cached()]);
    expect(readdirSync(join(folder.path, 'cache/temporal/1.5.1'))).toEqual(['temporal']);
  });
});

describe('one sentence says what to do', () => {
  it('when OCTAVO_TEMPORAL_CLI names something else', async () => {
    const named = folder.add('named', 'echo hello');
    await expect(locate({ OCTAVO_TEMPORAL_CLI: named })).rejects.toThrow(/OCTAVO_TEMPORAL_CLI is of no use.*--version/);
  });

  it('when everything is missing', async () => {
    const failure = await locate({ PATH: SYSTEM_PATH }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'TEMPORAL_UNAVAILABLE' });
    expect(String(failure)).toMatch(
      /No Temporal server.*install the Temporal CLI.*Go 1\.25.*OCTAVO_TEMPORAL_CLI.*TEMPORAL_ADDRESS/,
    );
    expect(String(failure)).not.toContain('\n');
  });

  it('when the build fails, with its reason, and the cache stays clean', async () => {
    folder.add('bin/go', 'echo "no space left on device" >&2; exit 1');
    const env = { PATH: `${join(folder.path, 'bin')}:${SYSTEM_PATH}` };
    await expect(locate(env)).rejects.toThrow(/no space left on device/);
    expect(existsSync(cached())).toBe(false);
    expect(readdirSync(join(folder.path, 'cache/temporal/1.5.1'))).toEqual([]);
  });
});

/** Serves an archive with a fake `temporal` in it, as the official site does. */
async function serveArchive(): Promise<Server> {
  folder.add('archive/temporal', temporalScript());
  const archive = execFileSync('tar', ['-cz', '-C', join(folder.path, 'archive'), 'temporal']);
  const server = createServer((_request, response) => response.end(archive));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
