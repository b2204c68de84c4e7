import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { starterFiles } from './starter-files';

/** `octavo init [folder]`: writes a first definition and a configuration; files that are there stay as they are. */
export async function init(folder: string, { io }: CommandContext): Promise<ExitCode> {
  const target = resolve(io.cwd, folder);
  await writable(target, () => mkdir(target, { recursive: true }));
  for (const [name, text] of Object.entries(starterFiles)) {
    const path = join(target, name);
    const isNew = await writable(path, () => writeNew(path, text));
    io.stderr.write(`${isNew ? 'wrote' : 'kept '} ${relative(io.cwd, path)}\n`);
  }
  io.stderr.write(`Next: octavo run ${relative(io.cwd, join(target, 'hello.yaml'))} --input '{"name": "Ada"}'\n`);
  return exitCodes.success;
}

/** False where there is such a file already. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function writable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError('FILE_NOT_WRITABLE', `Cannot write ${path}: ${reason}.`, { cause: error });
  }
}
