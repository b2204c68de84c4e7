import { isJsonObject, type Json, type JsonObject } from '@octavo/orchestrators/definitions';
import type { DefinitionTree } from '../tree/sites';
import type { TypeRegistry } from '../tree/type-registry';
import { asMap } from '../written-value';

/** The defaults that a plan carries: of every task under `task`, and of the types that it uses. */
export function planDefaults(tree: DefinitionTree, types: TypeRegistry): Readonly<Record<string, JsonObject>> {
  const wanted = (asMap(tree.definition['defaults']) ?? {}) as JsonObject;
  const used = new Set(tree.sites.map(({ node }) => node.type));
  const own = types.all().filter(({ definition }) => used.has(definition.type));
  const entries = own.map(({ definition, defaults, adjustable }) => {
    const adjusted = Object.fromEntries(Object.entries(wanted).filter(([field]) => Object.hasOwn(adjustable, field)));
    return [definition.type, mergeFields(defaults, adjusted)] as const;
  });
  return { task: types.commonDefaults, ...Object.fromEntries(entries) };
}

/** `over` on top of `base`; where both have a map in a field, that is merged field by field too. */
export function mergeFields(base: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...base };
  for (const [field, value] of Object.entries(over)) merged[field] = mergeValue(base[field], value);
  return merged;
}

/** A field as a task wants it, over its default. */
export function mergeValue(base: Json | undefined, value: Json): Json {
  return isJsonObject(base) && isJsonObject(value) ? { ...base, ...value } : value;
}
