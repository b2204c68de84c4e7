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
