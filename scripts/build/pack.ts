import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildPackages } from './build-packages';
import { runBuild } from './run-build';
import { ROOT } from './workspaces';

const execute = promisify(execFile);

// `npm run pack [-- folder]`: the packages as tarballs for `npm install`.
runBuild(async () => {
  const output = resolve(process.argv[2] ?? join(ROOT, 'dist/tarballs'));
  const folder = await mkdtemp(join(tmpdir(), 'octavo-pack-'));
  try {
    const packages = await buildPackages(folder);
    await mkdir(output, { recursive: true });
    await packAll(packages, output);
    return `${packages.length} tarballs in ${output}`;
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function packAll(packages: readonly string[], output: string): Promise<void> {
  const args = ['pack', '--silent', '--pack-destination', output, ...packages];
  // On Windows, npm is a script, which needs a shell.
  await execute('npm', args, { shell: process.platform === 'win32' });
}
