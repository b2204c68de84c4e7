import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError } from '../../cli-error';

/**
 * Writes a file, with its folder. False where there is such a file already: it stays as it is.
 *
 * @throws CliError FILE_NOT_WRITABLE
 */
export function writeNew(path: string, text: string): Promise<boolean> {
  return writable(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(path, text, { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  });
}

/**
 * Does something at a path.
 *
 * @throws CliError FILE_NOT_WRITABLE where it cannot be done
 */
export async function writable<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError('FILE_NOT_WRITABLE', `Cannot write ${path}: ${reason}.`, { cause: error });
  }
}
