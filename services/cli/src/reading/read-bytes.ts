import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from '../cli-error';
import type { CliIo } from '../cli-io';

/** Stands for the standard input where a file is asked for. */
export const STDIN = '-';

/**
 * Reads a file, or the standard input for `-`.
 *
 * @throws CliError FILE_NOT_READABLE
 */
export async function readBytes(path: string, { stdin, cwd }: Pick<CliIo, 'stdin' | 'cwd'>): Promise<Uint8Array> {
  if (path === STDIN) return readStdin(stdin);
  try {
    return await readFile(resolve(cwd, path));
  } catch (error) {
    throw new CliError('FILE_NOT_READABLE', describeFailure(path, error), { cause: error });
  }
}

async function readStdin(stdin: CliIo['stdin']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder; name a file in it',
  EACCES: 'reading it is not allowed',
  ENAMETOOLONG: 'that is too long for a path',
};

function describeFailure(path: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `Cannot read ${path}: ${REASONS[code] ?? message}.`;
}
