import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FakeFolder } from './fake-executable.fixture';
import { downloadSource } from './install-wheel';

const folder = new FakeFolder();
afterAll(() => folder.remove());

const source = { requirement: 'suite==1.2', hashes: ['aa'] };
const download = () =>
  downloadSource(source, folder.path, { env: { PATH: folder.searchPath }, onProgress: () => undefined });

it('fails without pip, because uv cannot download', async () => {
  folder.add('bin/uv', 'exit 0');
  await expect(download()).rejects.toThrow('pip is not on PATH');
});

it('downloads the source distribution of one project with pip and its pinned hash', async () => {
  folder.add(
    'bin/pip',
    `[ "$*" = "download --quiet --no-deps --require-hashes --no-binary suite --dest ${folder.path} -r ${folder.path}/requirements.txt" ] || exit 1
[ "$(cat ${folder.path}/requirements.txt)" = "suite==1.2 --hash=sha256:aa" ] && : > "${folder.path}/suite-1.2.tar.gz"`,
  );
  await download();
  expect(existsSync(join(folder.path, 'suite-1.2.tar.gz'))).toBe(true);
});
