import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LICENCES = ['MIT', 'Apache-2.0', 'GPL-3.0', ''];

/** Makes a project with this number of installed packages, small enough for many audits; returns its folder. */
export async function makeProject(packages: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-bench-project-'));
  const names = Array.from({ length: packages }, (_, index) => `package-${index}`);
  for (const [index, name] of names.entries()) {
    const place = join(folder, 'node_modules', name);
    await mkdir(place, { recursive: true });
    const manifest = { name, version: '1.0.0', license: LICENCES[index % LICENCES.length] };
    await writeFile(join(place, 'package.json'), JSON.stringify(manifest));
  }
  const locked = Object.fromEntries(names.map((name) => [`node_modules/${name}`, { version: '1.0.0' }]));
  const lock = { name: 'bench', lockfileVersion: 3, packages: { '': { name: 'bench' }, ...locked } };
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  return folder;
}
