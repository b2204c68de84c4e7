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

/** A pair of a parsed map. */
export interface KeyedPair {
  readonly key: Node;
  readonly value: Node | null;
}

/** A text that was read as YAML. */
export interface YamlSource {
  readonly text: string;
  readonly lines: LineCounter;
  readonly contents: Node | null;
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** Finds where a path of the value stands in the text. */
export class YamlLocator {
  readonly #source: YamlSource;
  readonly #pairs = new WeakMap<YAMLMap, Map<string, KeyedPair>>();

  constructor(source: YamlSource) {
    this.#source = source;
  }

  /** The nearest that is there is good enough: a missing field is told where its map begins. */
  locate(path: FieldPath, excerpt?: string): Position | undefined {
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
    const found = excerpt === undefined ? undefined : this.#find(excerpt, place.node);
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

  #find(excerpt: string, node: Node | null): number | undefined {
    const range = this.#resolve(node)?.range;
    if (range === undefined || range === null || excerpt === '') return undefined;
    const found = this.#source.text.slice(range[0], range[1]).indexOf(excerpt);
    return found < 0 ? undefined : range[0] + found;
  }

  #resolve(node: Node | null): Node | undefined {
    const target = isAlias(node) ? this.#source.targets.get(node) : node;
    return target ?? undefined;
  }

  #pairsOf(map: YAMLMap): Map<string, KeyedPair> {
    let pairs = this.#pairs.get(map);
    if (pairs === undefined) {
      // The last of two equal keys: the second one is the mistake.
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

function keyText(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

function offsetOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}
