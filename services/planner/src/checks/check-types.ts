import { type FieldPath, findMisreadKeywords, type Json } from '@octavo/orchestrators/definitions';
import type { CheckContext } from './check-context';

/** The rules that the types have of their own, and the fields that are not supported yet. */
export function checkTypes({ tree, types, problems, surroundingsOf }: CheckContext): void {
  for (const site of tree.sites) {
    const { node, schema, at } = site;
    for (const field of schema.notYet.filter((name) => Object.hasOwn(node, name))) {
      problems.add({ at: [...at, field], code: 'NOT_SUPPORTED_YET', message: `\`${field}\` is not supported yet` });
    }
    const surroundings = surroundingsOf(site);
    types.ask(at, problems, () => schema.definition.check?.(node, problems.reportFor(at), surroundings), undefined);
  }
}

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
