import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { ConfigProblem } from './config-problem';

/** A configuration file, read. */
export interface ConfigText {
  readonly value: unknown;
  /** Where a value stands; the nearest one around it that is there. */
  readonly locate: (path: readonly PropertyKey[]) => { readonly line: number; readonly column: number } | undefined;
}

/** Reads YAML; what is no YAML is told with its place. */
export function readConfigText(
  text: string,
  source: string,
): ConfigText | { readonly problems: readonly ConfigProblem[] } {
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

/** Aliases inside the value that they stand for: it would have no end. */
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

/** Where a field begins, with its name; an item of a list with itself. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
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
