import type { FieldPath, Json } from '@octavo/orchestrators/definitions';
import type { Finding } from '../problem-collector';
import { numberProblem } from './read-object';
import { type SourceDocument, ValueBudget } from './source-document';
import { type KeyedPair, YamlLocator } from './yaml-locator';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

type Report = (finding: Finding) => void;

/**
 * Reads YAML 1.2, which includes JSON. Reports problems of keys, tags, numbers and aliases.
 * Throws `ReadingStopped` if a limit is exceeded.
 */
export function readYaml(text: string, lines: LineCounter, document: Document.Parsed, report: Report): SourceDocument {
  const reader = new YamlReader(report);
  const value = reader.read(document.contents, []);
  const locator = new YamlLocator({ text, lines, contents: document.contents, targets: reader.targets });
  return { value, locate: (path, offset) => locator.locate(path, offset) };
}

class YamlReader {
  /** The node of each alias. The library would search the whole document for each of them. */
  readonly targets = new Map<Alias, Node>();
  readonly #report: Report;
  readonly #budget = new ValueBudget();
  readonly #open = new Set<unknown>();
  readonly #anchors = new Map<string, Node>();

  constructor(report: Report) {
    this.#report = report;
  }

  read(node: Node | null, at: FieldPath): Json {
    this.#budget.take(at.length);
    if (isAlias(node)) return this.#readAlias(node, at);
    this.#keepAnchor(node);
    this.#checkTag(node, at);
    if (isMap(node)) return this.#open.has(node) ? null : this.#inside(node, () => this.#readMap(node, at));
    if (isSeq(node)) return this.#open.has(node) ? null : this.#inside(node, () => this.#readList(node, at));
    return isScalar(node) ? this.#readScalar(node.value, node.source, at) : null;
  }

  #readAlias(alias: Alias, at: FieldPath): Json {
    const { source: name } = alias;
    const target = this.targets.get(alias) ?? this.#anchors.get(name);
    if (target !== undefined) this.targets.set(alias, target);
    if (target !== undefined && !this.#open.has(target)) return this.#inside(alias, () => this.read(target, at));
    const message = target === undefined ? `no anchor "${name}" comes before` : `the alias "${name}" contains itself`;
    this.#report({ at, code: 'SYNTAX_INVALID', message });
    return null;
  }

  // An alias means the last anchor with its name before it. Nodes that are read through an alias set no anchors.
  #keepAnchor(node: Node | null): void {
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (node !== null && anchor !== undefined && !this.#isInAlias) this.#anchors.set(anchor, node);
  }

  get #isInAlias(): boolean {
    for (const open of this.#open) if (isAlias(open)) return true;
    return false;
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
      if (Object.hasOwn(result, key))
        this.#report({ at: [...at, key], code: 'DUPLICATE_KEY', message: `the key "${key}" is there twice` });
      else result[key] = this.read(pair.value, [...at, key]);
    }
    return result;
  }

  #readKey({ key }: KeyedPair, at: FieldPath): string | undefined {
    const name =
      isScalar(key) && key.value !== null ? (typeof key.value === 'string' ? key.value : key.source) : undefined;
    if (isScalar(key)) this.#checkTag(key, at);
    this.#keepAnchor(key);
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
    this.#report({
      at,
      code: 'TAG_NOT_ALLOWED',
      message: `the tag ${tag} is refused`,
      expected: 'plain YAML without tags',
    });
  }
}

const CORE_TAGS = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** A scalar as JSON, and its problem, if it has one. */
export interface ReadScalar {
  readonly value: Json;
  readonly problem?: string;
}

/** Converts a YAML scalar. `source` is its written form. */
export function readScalar(value: unknown, source: string | undefined): ReadScalar {
  if (typeof value === 'number') {
    const text = source ?? String(value);
    const problem = numberProblem(text);
    return problem === undefined ? { value } : { value: null, problem: `${problem}: ${text.slice(0, 40)}` };
  }
  if (typeof value === 'string' || typeof value === 'boolean') return { value };
  return { value: null };
}
