import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, type Workspace } from './workspaces';

/** Writes the .d.ts files of all workspaces into their packages. */
export async function emitDeclarations(workspaces: readonly Workspace[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-declarations-'));
  runCompiler(folder);
  for (const workspace of workspaces) await cp(join(folder, workspace.folder), workspace.target, { recursive: true });
  await rm(folder, { recursive: true });
}

function runCompiler(folder: string): void {
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', folder];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The types do not compile; see \`npm run verify -- typecheck\`:\n${stdout}`);
}
