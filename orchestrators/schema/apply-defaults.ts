import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json';
import type { Resource, SchemaIndex } from './schema-index';

const MAX_DEPTH = 64;
const MAX_STEPS = 500_000;

/**
 * Fills in the schema's `default`s where keys are missing, through `properties`, `additionalProperties`, `items`,
 * `prefixItems`, `allOf` and `$ref`, also inside defaults. Changes nothing in place; gives the same value back where
 * nothing is missing. A value that is missing altogether is the schema's own default, else `{}`.
 */
export function applyDefaults(value: Json | undefined, schema: Json, index: SchemaIndex): Json {
  const filler = new DefaultFiller(index);
  const start = value ?? (value === null ? null : (filler.findDefault(schema, index.main, 0) ?? {}));
  return filler.fill(start, schema, index.main, 0);
}

class DefaultFiller {
  readonly #index: SchemaIndex;
  #steps = 0;

  constructor(index: SchemaIndex) {
    this.#index = index;
  }

  /** Bounded: beyond the limits the value stays as it is, and validation reports the problem. */
  fill(value: Json, schema: Json | undefined, from: Resource, depth: number): Json {
    if (!isJsonObject(schema) || this.#isSpent(depth)) return value;
    const resource = this.#index.resourceOf(schema, from);
    const filled = this.#alsoApplied(schema, resource).reduce(
      (inner, other) => this.fill(inner, other.schema, other.resource, depth + 1),
      value,
    );
    if (isJsonList(filled)) return this.#fillList(filled, schema, resource, depth + 1);
    return isJsonObject(filled) ? this.#fillObject(filled, schema, resource, depth + 1) : filled;
  }

  /** The default of a schema, or of the schemas that it refers to. */
  findDefault(schema: Json | undefined, from: Resource, depth: number): Json | undefined {
    if (!isJsonObject(schema) || this.#isSpent(depth)) return undefined;
    if (Object.hasOwn(schema, 'default')) return schema['default'];
    for (const other of this.#alsoApplied(schema, this.#index.resourceOf(schema, from))) {
      const found = this.findDefault(other.schema, other.resource, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #isSpent(depth: number): boolean {
    this.#steps += 1;
    return depth > MAX_DEPTH || this.#steps > MAX_STEPS;
  }

  #alsoApplied(
    schema: JsonObject,
    resource: Resource,
  ): readonly { readonly schema: Json; readonly resource: Resource }[] {
    const { $ref: reference, allOf } = schema;
    const target = typeof reference === 'string' ? this.#index.resolve(reference, resource) : undefined;
    const parts = isJsonList(allOf) ? allOf.map((part) => ({ schema: part, resource })) : [];
    return target === undefined ? parts : [target, ...parts];
  }

  #fillObject(object: JsonObject, schema: JsonObject, resource: Resource, depth: number): Json {
    const { properties, additionalProperties } = schema;
    const known = isJsonObject(properties) ? properties : {};
    const changes: [string, Json][] = [];
    for (const [key, inner] of Object.entries(known)) {
      const present = Object.hasOwn(object, key) ? object[key] : undefined;
      const value = present === undefined ? this.findDefault(inner, resource, depth) : present;
      if (value === undefined) continue;
      const filled = this.fill(value, inner, resource, depth);
      if (filled !== present) changes.push([key, filled]);
    }
    for (const [key, value] of Object.entries(object)) {
      if (!isJsonObject(additionalProperties) || Object.hasOwn(known, key)) continue;
      const filled = this.fill(value, additionalProperties, resource, depth);
      if (filled !== value) changes.push([key, filled]);
    }
    return changes.length === 0 ? object : Object.fromEntries([...Object.entries(object), ...changes]);
  }

  #fillList(list: readonly Json[], schema: JsonObject, resource: Resource, depth: number): Json {
    const { items, prefixItems } = schema;
    const prefix = isJsonList(prefixItems) ? prefixItems : [];
    const filled = list.map((item, index) =>
      this.fill(item, index < prefix.length ? prefix[index] : items, resource, depth),
    );
    return filled.some((item, index) => item !== list[index]) ? filled : list;
  }
}
