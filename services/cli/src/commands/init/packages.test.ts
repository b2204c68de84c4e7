import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPackages } from './packages';

const root = mkdtempSync(join(tmpdir(), 'octavo-copy-'));
afterAll(() => rmSync(root, { recursive: true }));

it('copies packages that are files into the other project, with paths from there', async () => {
  const [first, second] = [join(root, 'first'), join(root, 'second')];
  mkdirSync(join(first, 'octavo-packages'), { recursive: true });
  writeFileSync(join(first, 'octavo-packages/octavo-cli-0.1.0.tgz'), 'packed');
  const packages = { '@octavo/cli': 'file:octavo-packages/octavo-cli-0.1.0.tgz', '@octavo/client': '0.1.0' };
  expect(await copyPackages(packages, first, second)).toEqual(packages);
  rmSync(first, { recursive: true });
  expect(readFileSync(join(second, 'octavo-packages/octavo-cli-0.1.0.tgz'), 'utf8')).toBe('packed');
});

it('reports which file cannot be copied', async () => {
  await expect(copyPackages({ '@octavo/cli': 'file:gone.tgz' }, root, root)).rejects.toMatchObject({
    code: 'FILE_NOT_WRITABLE',
    message: expect.stringMatching(/gone\.tgz/),
  });
});
