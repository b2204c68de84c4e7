import { type JsonObject, mergeFields } from '@octavo/orchestrators/definitions';
import type { DefinitionTree } from '../tree/sites';
import type { TypeRegistry } from '../tree/type-registry';
import { asMap } from '../written-value';

/** The defaults that a plan carries: of every task under `task`, and of the types that it uses. */
export function planDefaults(tree: DefinitionTree, types: TypeRegistry): Readonly<Record<string, JsonObject>> {
  const wanted = (asMap(tree.definition['defaults']) ?? {}) as JsonObject;
  const own = types.schemasOf(new Set(tree.sites.map(({ node }) => node.type)));
  const entries = own.map(({ definition, defaults, adjustable }) => {
    const adjusted = Object.fromEntries(Object.entries(wanted).filter(([field]) => Object.hasOwn(adjustable, field)));
    return [definition.type, mergeFields(defaults, adjusted)] as const;
  });
  return { task: types.commonDefaults, ...Object.fromEntries(entries) };
}
