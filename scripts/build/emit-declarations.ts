import { spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './workspaces';

/** Runs the compiler to write the .d.ts files of all workspaces into a temporary folder; returns the folder. */
export async function emitDeclarations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-declarations-'));
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', folder];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The types do not compile; see \`npm run verify -- typecheck\`:\n${stdout}`);
  return folder;
}
