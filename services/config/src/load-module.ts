import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf } from '@octavo/activities/actions';
import type { ConfigProblem } from './config-problem';

export type LoadModuleResult = { readonly exported: unknown } | { readonly problem: ConfigProblem };

/** The message for a missing module. */
export const NO_FILE = 'there is no such file';

export interface LoadModuleOptions {
  /**
   * Called before a file is loaded, to register the loader that the file needs. Default: no loader is registered, so
   * TypeScript needs a loader in this process.
   */
  readonly prepareLoader?: (file: string) => Promise<void>;
  /** The time limit for loading a file, in milliseconds. Default 30 s. */
  readonly timeLimitMs?: number;
}

const LONGEST_LOAD_MS = 30_000;

/**
 * Loads a user's module: an ES module, also with top-level await, or CommonJS, in JavaScript or TypeScript.
 *
 * @param file - absolute path
 */
export async function loadModule(file: string, options: LoadModuleOptions = {}): Promise<LoadModuleResult> {
  const { timeLimitMs = LONGEST_LOAD_MS } = options;
  try {
    return { exported: await withoutExit(() => withinTime(timeLimitMs, () => importModule(file, options))) };
  } catch (error) {
    if (!existsSync(file)) return { problem: moduleProblem(file, NO_FILE, undefined) };
    const { text, ...position } = locate(summarize(error), file);
    return { problem: { ...moduleProblem(file, `cannot be loaded: ${text}`, hintFor(file, error)), ...position } };
  }
}

/** Calls `read` on the exports of a module. Reading them may throw, if they are proxies or have getters. */
export function readExports<Found>(
  file: string,
  read: () => Found,
): { readonly found: Found } | { readonly problem: ConfigProblem } {
  try {
    return { found: read() };
  } catch (error) {
    return { problem: moduleProblem(file, `its exports cannot be read: ${summarize(error)}`, undefined) };
  }
}

/** A problem of a module as a whole. */
export function moduleProblem(source: string, message: string, hint: string | undefined): ConfigProblem {
  return { source, path: '', message, ...(hint === undefined ? {} : { hint }) };
}

async function importModule(file: string, { prepareLoader }: LoadModuleOptions): Promise<unknown> {
  if (!(await canImport())) return createRequire(file)(file);
  await prepareLoader?.(file);
  // On Node 20, a CommonJS module that `import()` loads by a loader cannot require ES modules.
  return isCommonJs(file) ? createRequire(file)(file) : import(pathToFileURL(file).href);
}

/** False in jest, whose sandbox has no `import()`, but a `require` that compiles TypeScript. */
async function canImport(): Promise<boolean> {
  return import('node:process').then(
    () => true,
    () => false,
  );
}

/** The first meaningful line: esbuild, which compiles TypeScript, begins with the number of errors. */
function summarize(error: unknown): string {
  const [first = '', second] = messageOf(error).split('\n');
  return (first.startsWith('Transform failed') ? second : undefined) ?? first;
}

/** Splits off the position in messages of esbuild: `/srv/a.ts:1:7: ERROR: …` */
function locate(
  text: string,
  file: string,
): { readonly text: string; readonly line?: number; readonly column?: number } {
  const [, line, column, rest] = (text.startsWith(file) ? PLACE.exec(text.slice(file.length)) : undefined) ?? [];
  return rest === undefined ? { text } : { text: rest, line: Number(line), column: Number(column) };
}

const PLACE = /^:(\d+):(\d+): (?:ERROR: )?(.*)$/s;

function hintFor(file: string, error: unknown): string | undefined {
  if (/top-level await/i.test(messageOf(error)) && !(error instanceof LoadRefused))
    return 'top-level await needs an ES module: name the file .mjs or .mts, or write "type": "module" into its package.json';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[cm]?ts$/.test(file))
    return 'TypeScript needs a loader: start with `node --import tsx`, or compile it';
  return undefined;
}

/** A user's file that ends the process or takes too long while it is loaded. */
class LoadRefused extends Error {}

/** Returns the result of `load`. @throws LoadRefused if it takes longer than `limitMs` */
async function withinTime<Loaded>(limitMs: number, load: () => Promise<Loaded>): Promise<Loaded> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `it is not loaded after ${limitMs / 1_000} s; a top-level await of it, or of a file that it imports, may never end`;
    timer = setTimeout(() => reject(new LoadRefused(message)), limitMs);
  });
  try {
    return await Promise.race([load(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** From this number on, exit codes mean that a signal ends the process, which loading a file must not prevent. */
const FIRST_OF_SIGNALS = 128;

/**
 * Returns the result of `load`. Meanwhile `process.exit` throws, because a file could otherwise end the process silently.
 * @throws LoadRefused if the file calls `process.exit`
 */
async function withoutExit<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const exit: (code?: number | string | null) => never = Reflect.get(process, 'exit');
  let isLoading = true;
  const guarded: typeof exit = (code): never => {
    if (!isLoading || Number(code) >= FIRST_OF_SIGNALS) return exit.call(process, code);
    throw new LoadRefused(`it ends the process: process.exit(${code ?? ''})`);
  };
  process.exit = guarded;
  try {
    return await load();
  } finally {
    isLoading = false;
    // A library may have wrapped this function.
    if (process.exit === guarded) process.exit = exit;
  }
}

/**
 * Whether Node treats a JavaScript or TypeScript file as CommonJS: by its extension, else by `type` of the nearest
 * package.json.
 */
export function isCommonJs(file: string): boolean {
  if (/\.[cm][jt]s$/.test(file)) return /\.c[jt]s$/.test(file);
  return typeOfPackage(dirname(file)) !== 'module';
}

function typeOfPackage(folder: string): unknown {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly type?: unknown };
    return manifest.type;
  } catch {
    const parent = dirname(folder);
    return parent === folder ? undefined : typeOfPackage(parent);
  }
}
