import type { Json } from '../model/json';
import { MAX_VALUE_DEPTH } from './equality';
import { ExpressionError, fail } from './expression-error';
import { Duration, isList, Optional, Special, Timestamp, type Value, type ValueMap } from './value';

/** The maximum size of a value; shared parts count each time that JSON would write them. */
export const MAX_RESULT_NODES = 5_000_000;
/** In UTF-16 units, over all texts and keys of the value. */
export const MAX_RESULT_CHARACTERS = 64 * 1024 * 1024;

/**
 * Converts the result of an expression to JSON. Returns the same object if nothing changes. Fails on an optional
 * without a value, and with EXPRESSION_BUDGET_EXCEEDED on a value that would be too large as JSON.
 */
export function toJson(value: Value): Json {
  return new JsonWriter().convert(value, 0);
}

class JsonWriter {
  #nodes = 0;
  #characters = 0;

  convert(value: Value, depth: number): Json {
    if (typeof value === 'string') this.#count(value.length);
    else this.#count(0);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > MAX_VALUE_DEPTH) return fail(`the value nests deeper than ${MAX_VALUE_DEPTH}`);
    if (value instanceof Special) return this.#convertSpecial(value, depth);
    return isList(value) ? this.#convertList(value, depth + 1) : this.#convertMap(value, depth + 1);
  }

  #convertSpecial(value: Special, depth: number): Json {
    if (value instanceof Timestamp || value instanceof Duration) return value.toText();
    if (value instanceof Optional && value.value !== undefined) return this.convert(value.value, depth + 1);
    return fail('the value is missing: add .orValue(…) to give a default');
  }

  #convertList(list: readonly Value[], depth: number): Json {
    let changed: Json[] | undefined;
    for (const [index, item] of list.entries()) {
      const json = this.convert(item, depth);
      if (json !== item) changed ??= list.slice(0, index) as Json[];
      changed?.push(json);
    }
    return changed ?? (list as readonly Json[]);
  }

  #convertMap(map: ValueMap, depth: number): Json {
    let changed: Record<string, Json> | undefined;
    for (const key of Object.keys(map)) {
      const item = map[key] as Value;
      this.#count(key.length);
      const json = this.convert(item, depth);
      if (json !== item) changed ??= { ...map } as Record<string, Json>;
      if (changed !== undefined) changed[key] = json;
    }
    return changed ?? (map as { readonly [key: string]: Json });
  }

  #count(characters: number): void {
    this.#nodes += 1;
    this.#characters += characters;
    if (this.#nodes > MAX_RESULT_NODES || this.#characters > MAX_RESULT_CHARACTERS) {
      throw new ExpressionError('EXPRESSION_BUDGET_EXCEEDED', 'the value that the expression makes is too large');
    }
  }
}
