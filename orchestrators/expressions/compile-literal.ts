import type { ListNode, MapNode } from './ast';
import { type Compilation, type Evaluate, siteOf } from './evaluation';
import type { Site } from './expression-error';
import { Optional, typeName, type Value } from './value';

/** Compiles `[a, ?b]`; an item marked `?` is omitted if it is none. */
export function compileList(node: ListNode, compilation: Compilation): Evaluate {
  const items = node.items.map(({ value }) => compilation.compile(value));
  if (!node.items.some((item) => item.isOptional)) {
    return (evaluation) => items.map((item) => item(evaluation));
  }
  const site = siteOf(node, compilation);
  return (evaluation) =>
    node.items.flatMap(({ isOptional }, index) => {
      const value = items[index]?.(evaluation) ?? null;
      return isOptional ? unwrap(value, site) : [value];
    });
}

/** Compiles `{ "a": b, ?"c": d }`. Keys are text, each at most once, and never `__proto__`. */
export function compileMap(node: MapNode, compilation: Compilation): Evaluate {
  const entries = node.entries.map(({ key, value, isOptional }) => ({
    key: compilation.compile(key),
    value: compilation.compile(value),
    isOptional,
    site: siteOf(key, compilation),
  }));
  return (evaluation) => {
    const map: Record<string, Value> = {};
    for (const entry of entries) {
      const key = readMapKey(entry.key(evaluation), map, entry.site);
      const value = entry.value(evaluation);
      if (!entry.isOptional) map[key] = value;
      else for (const present of unwrap(value, entry.site)) map[key] = present;
    }
    return map;
  };
}

function readMapKey(key: Value, map: object, site: Site): string {
  if (typeof key !== 'string') return site.fail(`the key of a map is text, not ${typeName(key)}: use string(…)`);
  if (key === '__proto__') return site.fail('"__proto__" cannot be the key of a map');
  return Object.hasOwn(map, key) ? site.fail('the map has this key twice') : key;
}

function unwrap(value: Value, site: Site): readonly Value[] {
  if (!(value instanceof Optional)) return site.fail(`an optional is wanted after "?", not ${typeName(value)}`);
  return value.value === undefined ? [] : [value.value];
}
