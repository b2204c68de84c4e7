import type { FieldPath } from '@octavo/orchestrators/definitions';
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { positionAt } from './parse-yaml';
import type { Position } from './source-document';
import { findOffset, partsOf, type TextPart, type TextStyle } from './text-offsets';

/** A pair of a parsed map. */
export interface KeyedPair {
  readonly key: Node;
  readonly value: Node | null;
}

/** A parsed YAML text. */
export interface YamlSource {
  readonly text: string;
  readonly lines: LineCounter;
  readonly contents: Node | null;
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** Finds the position of a path of the value in the text. */
export class YamlLocator {
  readonly #source: YamlSource;
  readonly #pairs = new WeakMap<YAMLMap, Map<string, KeyedPair>>();
  readonly #texts = new WeakMap<Scalar, readonly TextPart[]>();

  constructor(source: YamlSource) {
    this.#source = source;
  }

  /** For a path that does not exist, the position of the nearest value around it: of a missing field, the start of its map. */
  locate(path: FieldPath, offset?: number): Position | undefined {
    let place = this.#placeOf(this.#source.contents);
    for (const [depth, part] of path.entries()) {
      const entry = this.#entryOf(place.node, part);
      if (entry === undefined) break;
      const isLast = depth === path.length - 1;
      place = {
        node: entry.value,
        offset: offsetOf(isLast ? entry.key : entry.value) ?? offsetOf(entry.key) ?? place.offset,
      };
    }
    const found = offset === undefined ? undefined : this.#findInText(place.node, offset);
    return positionAt(found ?? place.offset, this.#source.lines);
  }

  #placeOf(node: Node | null): { readonly node: Node | null; readonly offset: number } {
    return { node, offset: offsetOf(node) ?? 0 };
  }

  #entryOf(node: Node | null, part: string | number): KeyedPair | undefined {
    const container = this.#resolve(node);
    if (typeof part === 'string') return isMap(container) ? this.#pairsOf(container).get(part) : undefined;
    const item = isSeq(container) ? (container.items[part] as Node | undefined) : undefined;
    return item === undefined ? undefined : { key: item, value: item };
  }

  #findInText(node: Node | null, offset: number): number | undefined {
    const scalar = this.#resolve(node);
    if (!isScalar(scalar) || typeof scalar.value !== 'string') return undefined;
    const parts = this.#texts.get(scalar) ?? this.#partsOf(scalar, scalar.value);
    this.#texts.set(scalar, parts);
    return findOffset(parts, offset);
  }

  #partsOf({ range, type }: Scalar, value: string): readonly TextPart[] {
    if (range === undefined || range === null) return [];
    const style = STYLES[type ?? 'PLAIN'] ?? 'plain';
    return partsOf({ value, source: this.#source.text, start: range[0], end: range[1], style });
  }

  #resolve(node: Node | null): Node | undefined {
    const target = isAlias(node) ? this.#source.targets.get(node) : node;
    return target ?? undefined;
  }

  #pairsOf(map: YAMLMap): Map<string, KeyedPair> {
    let pairs = this.#pairs.get(map);
    if (pairs === undefined) {
      // Of two equal keys the last one, because it is the mistake.
      pairs = new Map(
        (map.items as KeyedPair[])
          .filter(({ key }) => isScalar(key))
          .map((pair) => [keyText(pair.key as Scalar), pair]),
      );
      this.#pairs.set(map, pairs);
    }
    return pairs;
  }
}

const STYLES: Readonly<Record<string, TextStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

function keyText(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

function offsetOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}
