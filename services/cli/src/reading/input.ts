import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findInexactNumber, type Json } from '@octavo/orchestrators/definitions';
import { CliError } from '../cli-error';
import type { CliIo } from '../command';

/**
 * Reads the value of `--input` or `--payload`: JSON, `@file` with JSON, or `-` for JSON on the standard input.
 *
 * @throws CliError FILE_NOT_READABLE, INPUT_INVALID
 */
export async function readInput(option: string, argument: string, io: Pick<CliIo, 'stdin' | 'cwd'>): Promise<Json> {
  const path = pathOf(argument);
  if (path === undefined) return parseJson(argument, option);
  const place = path === STDIN ? 'the standard input' : path;
  return parseJson(decode(await readBytes(path, io), place), place);
}

/** True if the argument is read from the standard input. */
export function readsStdin(argument: string | undefined): boolean {
  return argument !== undefined && pathOf(argument) === STDIN;
}

const BYTE_ORDER_MARK = /^\uFEFF/;
const MAX_DEPTH = 500;

function pathOf(argument: string): string | undefined {
  if (argument === STDIN) return STDIN;
  return argument.startsWith('@') ? argument.slice(1) : undefined;
}

function decode(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw inputInvalid(`The content of ${place} is not UTF-8; save it as UTF-8.`, error);
  }
}

function parseJson(text: string, place: string): Json {
  try {
    const value = JSON.parse(text.replace(BYTE_ORDER_MARK, '')) as Json;
    checkDepth(value);
    checkNumbers(text);
    return value;
  } catch (error) {
    throw inputInvalid(describeMistake(text, place, error), error);
  }
}

function inputInvalid(message: string, cause: unknown): CliError {
  const problem = { code: 'INPUT_INVALID', severity: 'error', path: '', line: null, column: null, message };
  return new CliError('INPUT_INVALID', message, { details: { problems: [problem] }, cause });
}

// Same rule as for definitions: JSON.parse would change 1e999 to Infinity, and 2^53 + 1 to 2^53.
function checkNumbers(text: string): void {
  const inexact = findInexactNumber(text);
  if (inexact === undefined) return;
  throw new RangeError(`the number ${inexact.slice(0, 40)} is too large: whole numbers go up to 2^53`);
}

// JSON.parse accepts any depth, but recursive code would overflow the stack.
function checkDepth(root: Json): void {
  const rest: { readonly value: Json; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let entry = rest.pop(); entry !== undefined; entry = rest.pop()) {
    const { value, depth } = entry;
    if (value === null || typeof value !== 'object') continue;
    if (depth === MAX_DEPTH) throw new RangeError(`lists and maps are nested more than ${MAX_DEPTH} levels deep`);
    for (const inner of Object.values(value)) rest.push({ value: inner, depth: depth + 1 });
  }
}

function describeMistake(text: string, place: string, error: unknown): string {
  if (text.trim() === '') return `The content of ${place} is empty; expected JSON such as {"orderId": "o-1"}.`;
  const reason = error instanceof Error ? error.message : String(error);
  const hint = place.startsWith('-') ? ' In a shell, put JSON in single quotes; write @file to read a file.' : '';
  return `The content of ${place} is not JSON: ${reason}.${hint}`;
}

/** The argument for the standard input in place of a file. */
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
    throw new CliError('FILE_NOT_READABLE', describeUnreadable(path, error), { cause: error });
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
  EACCES: 'permission denied',
  ENAMETOOLONG: 'the path is too long',
};

function describeUnreadable(path: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `Cannot read ${path}: ${REASONS[code] ?? message}.`;
}
