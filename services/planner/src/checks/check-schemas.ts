import { type FieldPath, findMisreadKeywords, type Json } from '@octavo/orchestrators/definitions';
import type { CheckContext } from './check-context';

/** Warns of what JSON Schema ignores although the author relies on it. */
export function checkSchemas({ tree, problems }: CheckContext): void {
  const warnOf = (at: FieldPath, schema: Json): void => {
    for (const { at: inner, message, hint } of findMisreadKeywords(schema))
      problems.add({ at: [...at, ...inner], code: 'UNKNOWN_KEYWORD', severity: 'warning', message, hint });
  };
  warnOf(['input'], (tree.definition['input'] ?? null) as Json);
  for (const { node, at, schema } of tree.sites)
    for (const field of schema.jsonSchemas) warnOf([...at, field], (node[field as keyof typeof node] ?? null) as Json);
}
