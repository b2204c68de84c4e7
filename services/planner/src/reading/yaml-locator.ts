import type { FieldPath } from '@octavo/orchestrators/definitions';
import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Position } from './source-document';

/** A pair of a parsed map. */
export interface KeyedPair {
  readonly key: Node;
  readonly value: Node | null;
}

/** Finds where a path of the value stands in the text. */
export class YamlLocator {
  readonly #text: string;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #pairs = new WeakMap<YAMLMap, Map<string, KeyedPair>>();

  constructor(text: string, document: Document.Parsed, lines: LineCounter) {
    this.#text = text;
    this.#document = document;
    this.#lines = lines;
  }

  /** The nearest that is there is good enough: a missing field is told where its map begins. */
  locate(path: FieldPath, excerpt?: string): Position | undefined {
    let node: Node | null = this.#document.contents;
    let offset = offsetOf(node) ?? 0;
    for (const [depth, part] of path.entries()) {
      const container = this.#resolve(node);
      if (typeof part === 'number') {
        node = isSeq(container) ? (container.items[part] as Node | undefined) ?? null : null;
        offset = offsetOf(node) ?? offset;
      } else {
        const pair: KeyedPair | undefined = isMap(container) ? this.#pairsOf(container).get(part) : undefined;
        node = pair?.value ?? null;
        offset = offsetOf(depth === path.length - 1 ? pair?.key : node) ?? offsetOf(pair?.key) ?? offset;
      }
      if (node === null) break;
    }
    return this.#positionAt((excerpt === undefined ? undefined : this.#find(excerpt, node)) ?? offset);
  }

  #find(excerpt: string, node: Node | null): number | undefined {
    const range = this.#resolve(node)?.range;
    if (range === undefined || range === null || excerpt === '') return undefined;
    const found = this.#text.slice(range[0], range[1]).indexOf(excerpt);
    return found < 0 ? undefined : range[0] + found;
  }

  #resolve(node: Node | null): Node | undefined {
    return isAlias(node) ? node.resolve(this.#document) : (node ?? undefined);
  }

  #pairsOf(map: YAMLMap): Map<string, KeyedPair> {
    let pairs = this.#pairs.get(map);
    if (pairs === undefined) {
      // The last of two equal keys: the second one is the mistake.
      pairs = new Map((map.items as KeyedPair[]).filter(({ key }) => isScalar(key)).map((pair) => [keyText(pair.key as Scalar), pair]));
      this.#pairs.set(map, pairs);
    }
    return pairs;
  }

  #positionAt(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function keyText(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

function offsetOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}
