import type { FieldPath, Json } from '@octavo/orchestrators/definitions';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Finding } from '../problem-collector';
import { readScalar } from './read-scalar';
import type { SourceDocument } from './source-document';
import { ReadingStopped, ValueBudget } from './value-budget';
import { type KeyedPair, YamlLocator } from './yaml-locator';

type Report = (finding: Finding) => void;

/**
 * Reads YAML 1.2 (and so JSON). `report` gets what is wrong with keys, tags, numbers and aliases.
 * Throws `ReadingStopped` where a limit is exceeded.
 */
export function readYaml(text: string, lines: LineCounter, document: Document.Parsed, report: Report): SourceDocument {
  const locator = new YamlLocator(text, document, lines);
  const reader = new YamlReader(document, report);
  return { value: reader.read(document.contents, []), locate: (path, excerpt) => locator.locate(path, excerpt) };
}

/** Parses without judging. Throws `ReadingStopped` where the text nests deeper than the parser can go. */
export function parseYaml(text: string): { readonly document: Document.Parsed; readonly lines: LineCounter } {
  const lines = new LineCounter();
  try {
    // Keys are compared here: the parser's own check takes quadratic time.
    const options = { version: '1.2', schema: 'core', uniqueKeys: false, merge: false, lineCounter: lines } as const;
    return { document: parseDocument(text, { ...options, prettyErrors: false, logLevel: 'silent' }), lines };
  } catch (error) {
    if (error instanceof RangeError) throw new ReadingStopped('LIMIT_EXCEEDED', 'limit "nesting": the text nests too deep to be read');
    throw error;
  }
}

class YamlReader {
  readonly #document: Document.Parsed;
  readonly #report: Report;
  readonly #budget = new ValueBudget();
  readonly #open = new Set<unknown>();

  constructor(document: Document.Parsed, report: Report) {
    this.#document = document;
    this.#report = report;
  }

  read(node: Node | null, at: FieldPath): Json {
    this.#budget.take(at.length);
    if (isAlias(node)) return this.#readAlias(node.resolve(this.#document), node.source, at);
    this.#checkTag(node, at);
    if (isMap(node)) return this.#open.has(node) ? null : this.#inside(node, () => this.#readMap(node, at));
    if (isSeq(node)) return this.#open.has(node) ? null : this.#inside(node, () => this.#readList(node, at));
    return isScalar(node) ? this.#readScalar(node.value, node.source, at) : null;
  }

  #readAlias(target: Node | undefined, name: string, at: FieldPath): Json {
    if (target !== undefined && !this.#open.has(target)) return this.read(target, at);
    const message = target === undefined ? `no anchor "${name}" comes before` : `the alias "${name}" contains itself`;
    this.#report({ at, code: 'SYNTAX_INVALID', message });
    return null;
  }

  #inside(node: Node, read: () => Json): Json {
    this.#open.add(node);
    const value = read();
    this.#open.delete(node);
    return value;
  }

  #readList(list: YAMLSeq, at: FieldPath): Json {
    return list.items.map((item, index) => this.read(item as Node | null, [...at, index]));
  }

  #readMap(map: YAMLMap, at: FieldPath): Json {
    const result: Record<string, Json> = {};
    for (const pair of map.items as KeyedPair[]) {
      const key = this.#readKey(pair, at);
      if (key === undefined) continue;
      if (Object.hasOwn(result, key)) this.#report({ at: [...at, key], code: 'DUPLICATE_KEY', message: `the key "${key}" is there twice` });
      else result[key] = this.read(pair.value, [...at, key]);
    }
    return result;
  }

  #readKey({ key }: KeyedPair, at: FieldPath): string | undefined {
    const name = isScalar(key) && key.value !== null ? (typeof key.value === 'string' ? key.value : key.source) : undefined;
    if (isScalar(key)) this.#checkTag(key, at);
    this.#budget.take(at.length, name);
    if (name !== undefined && name !== '__proto__' && name !== '<<') return name;
    const message = name === undefined ? 'a key must be text' : `the key "${name}" is refused`;
    this.#report({ at: name === undefined ? at : [...at, name], code: 'KEY_NOT_ALLOWED', message });
    return undefined;
  }

  #readScalar(value: unknown, source: string | undefined, at: FieldPath): Json {
    this.#budget.take(at.length, typeof value === 'string' ? value : '');
    const read = readScalar(value, source);
    if (read.problem !== undefined) this.#report({ at, code: 'NUMBER_INVALID', message: read.problem });
    return read.value;
  }

  #checkTag(node: Node | null, at: FieldPath): void {
    const tag = node?.tag;
    if (tag === undefined || CORE_TAGS.has(tag)) return;
    this.#report({ at, code: 'TAG_NOT_ALLOWED', message: `the tag ${tag} is refused`, expected: 'plain YAML without tags' });
  }
}

const CORE_TAGS = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));
