import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FakeFolder } from './fake-executable.fixture';
import { isAlive } from './is-alive.fixture';

const ROOT = join(__dirname, '../../..');
const PROGRAM = `const { locateTemporal } = require(${JSON.stringify(join(__dirname, 'locate-temporal.ts'))});
  process.on('SIGTERM', () => process.exit(143));
  locateTemporal();`;

describe('an installation', () => {
  let folder: FakeFolder;
  beforeEach(() => {
    folder = new FakeFolder();
  });
  afterEach(() => folder.remove());

  it.each([
    ['SIGTERM', []],
    ['SIGKILL', [expect.stringMatching(/^install-/), 'install.lock']],
  ] as const)(
    'ends with its process by %s, together with the child processes of the installer',
    async (signal, left) => {
      const pids = join(folder.path, 'pids');
      folder.add('bin/python3', `sleep 600 & echo "$$ $!" > ${pids}.new; mv ${pids}.new ${pids}; wait`);
      const parent = spawn(process.execPath, ['--import', 'tsx', '-e', PROGRAM], {
        cwd: ROOT,
        env: { ...environment(), PATH: `${folder.searchPath}:/usr/bin:/bin` },
        stdio: 'ignore',
      });
      const installer = await readWhenThere(pids);
      parent.kill(signal);
      await once(parent, 'exit');
      for (const pid of installer) while (isAlive(pid)) await sleep(20);
      expect(readdirSync(join(folder.path, 'cache/temporal')).toSorted()).toEqual(left);
    },
  );

  function environment(): NodeJS.ProcessEnv {
    return { OCTAVO_CACHE: join(folder.path, 'cache'), OCTAVO_TEMPORAL_DOWNLOAD: 'off' };
  }

  async function readWhenThere(path: string): Promise<readonly number[]> {
    while (!readdirSync(folder.path).includes('pids')) await sleep(20);
    return readFileSync(path, 'utf8').trim().split(' ').map(Number);
  }
});
