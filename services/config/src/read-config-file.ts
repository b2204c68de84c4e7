import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Document, isMap as isYamlMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { ConfigLayer } from './config-layer';
import type { ConfigProblem } from './config-problem';
import { isMap, valueAt } from './fields';

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
  const text = readConfigText(content, file);
  if ('problems' in text) return text;
  const { value, locate } = text;
  return {
    file,
    layer: {
      value: withTlsEnabled(value),
      folder: dirname(file),
      sourceOf: (path) => ({ kind: 'file', file, ...locate(path) }),
    },
  };
}

/** A map in `server.tls` turns TLS on, even if Temporal's own file turns it off. */
function withTlsEnabled(value: unknown): unknown {
  const [server, tls] = [valueAt(value, ['server']), valueAt(value, ['server', 'tls'])];
  if (!isMap(value) || !isMap(server) || !isMap(tls)) return value;
  return { ...value, server: { ...server, tls: { enabled: true, ...tls } } };
}

/** The content of a configuration file. */
export interface ConfigText {
  readonly value: unknown;
  /** The position of a value, or of the nearest existing value around it. */
  readonly locate: (path: readonly PropertyKey[]) => { readonly line: number; readonly column: number } | undefined;
}

/** Parses YAML; returns syntax errors with their positions. */
function readConfigText(text: string, source: string): ConfigText | { readonly problems: readonly ConfigProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true });
  const mistakes = [
    ...document.errors.map(({ pos: [offset], message }) => ({ offset, message: firstLine(message) })),
    ...findCycles(document),
  ];
  const problems = mistakes.map(({ offset, message }) => ({ source, path: '', ...placeOf(lines, offset), message }));
  if (problems.length > 0) return { problems };
  return { value: toValue(document), locate: (path) => locate(document, lines, path) };
}

/** Finds aliases inside the value that they refer to, which would be infinite. */
function findCycles(document: Document.Parsed): readonly { readonly offset: number; readonly message: string }[] {
  const cycles: { offset: number; message: string }[] = [];
  visit(document, {
    Alias: (_key, alias, ancestors) => {
      const target = alias.resolve(document);
      const message = `the alias "${alias.source}" contains itself`;
      if (target !== undefined && ancestors.includes(target)) cycles.push({ offset: alias.range?.[0] ?? 0, message });
    },
  });
  return cycles;
}

function toValue(document: Document.Parsed): unknown {
  return document.toJS({ maxAliasCount: 100 }) ?? {};
}

function locate(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): ReturnType<ConfigText['locate']> {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== undefined) return placeOf(lines, offset);
  }
  return undefined;
}

/** The offset of a field's name, or of an item of a list. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  const pair = isYamlMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined;
  const node: unknown = pair === undefined ? document.getIn(path, true) : pair.key;
  return isNode(node) ? node.range?.[0] : undefined;
}

function placeOf(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
