import type { FieldPath } from '@octavo/orchestrators/definitions';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Reading, readDocument, valueAt } from '@octavo/planner/reading';
import type { ConfigLayer } from './config-layer';
import { type ConfigProblem, formatConfigPath } from './config-problem';
import { isMap } from './fields';

/** The parameters of the search for the configuration file. */
export interface ConfigFileSearch {
  readonly cwd: string;
  /** A file that must exist, and the option or variable that named it. */
  readonly named?: { readonly path: string; readonly by: string };
  /** Path of the definition of a command. */
  readonly definition?: string;
}

/** The layer of the file; no `layer` if there is no file. */
export type ReadConfigFileResult =
  | { readonly layer?: ConfigLayer; readonly file?: string }
  | { readonly problems: readonly ConfigProblem[] };

const FILE_NAME = 'octavo.config.yaml';

/**
 * Reads the named file, else the nearest `octavo.config.yaml`: in the folder of the definition or above it; for commands
 * without a definition in the working directory or above it.
 */
export async function readConfigFile({ cwd, named, definition }: ConfigFileSearch): Promise<ReadConfigFileResult> {
  if (named !== undefined) {
    const file = resolve(cwd, named.path);
    return (await tryToRead(file)) ?? missing(file, named.by);
  }
  const start = definition === undefined ? cwd : dirname(resolve(cwd, definition));
  for (const file of configFilesFrom(start)) {
    const found = await tryToRead(file);
    if (found !== undefined) return (await isTrusted(file, start)) ? found : foreign(file);
  }
  return {};
}

/**
 * The owner of the file decides which code runs. Other users may create files in folders like /tmp, so a file that was
 * found must belong to this user, to root, or to the owner of the folder where the search began.
 */
async function isTrusted(file: string, start: string): Promise<boolean> {
  const trusted = [process.getuid?.(), 0, await ownerOf(start)];
  return trusted.includes(await ownerOf(file));
}

async function ownerOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );
}

function foreign(file: string): ReadConfigFileResult {
  const hint = 'move it away, or name it with --config (OCTAVO_CONFIG) if you trust it';
  return { problems: [{ source: file, path: '', message: 'belongs to another user, so it is not used', hint }] };
}

/** The possible paths of a folder's configuration file, the nearest first: in the folder, and in each folder above it. */
export function* configFilesFrom(folder: string): Generator<string> {
  const file = resolve(folder, FILE_NAME);
  yield file;
  const parent = dirname(dirname(file));
  if (parent !== dirname(file)) yield* configFilesFrom(parent);
}

const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

async function tryToRead(file: string): Promise<ReadConfigFileResult | undefined> {
  try {
    return toLayer(await readFile(file, 'utf8'), file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (MISSING.has(code)) return undefined;
    return { problems: [{ source: file, path: '', message: `cannot be read: ${message}` }] };
  }
}

function missing(file: string, by: string): ReadConfigFileResult {
  return { problems: [{ source: file, path: '', message: 'there is no such file', hint: `${by} names it` }] };
}

function toLayer(content: string, file: string): ReadConfigFileResult {
  const reading = readDocument(content);
  const { document } = reading;
  if (document === undefined || reading.findings.length > 0) return { problems: problemsOf(reading, file) };
  const value = document.value ?? {};
  return {
    file,
    layer: {
      value: withTlsEnabled(value),
      folder: dirname(file),
      sourceOf: (path) => ({ kind: 'file', file, ...document.locate(existing(value, path)) }),
    },
  };
}

function problemsOf(reading: Reading, source: string): readonly ConfigProblem[] {
  return reading.findings.map(({ at, position, message, hint }) => ({
    source,
    path: formatConfigPath(at),
    ...(position ?? reading.locate(at)),
    message,
    ...(hint === undefined ? {} : { hint }),
  }));
}

/** The part of a path that the file contains: the position of a missing field is that of the nearest field around it. */
function existing(value: unknown, path: readonly PropertyKey[]): FieldPath {
  const length = path.findLastIndex((_part, index) => valueAt(value, path.slice(0, index + 1)) !== undefined) + 1;
  return path.slice(0, length) as FieldPath;
}

/** A map in `server.tls` turns TLS on, even if Temporal's own file turns it off. */
function withTlsEnabled(value: unknown): unknown {
  const [server, tls] = [valueAt(value, ['server']), valueAt(value, ['server', 'tls'])];
  if (!isMap(value) || !isMap(server) || !isMap(tls)) return value;
  return { ...value, server: { ...server, tls: { enabled: true, ...tls } } };
}
