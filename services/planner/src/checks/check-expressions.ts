import { type FieldPath, findMisreadKeywords, type Json, type OutputKeys } from '@octavo/orchestrators/definitions';
import type { CheckContext } from './check-context';
import { checkField } from './check-field';
import type { FieldPlace } from './field-place';
import { expressionFieldsOf, handlerConditions, type PlacedField } from './task-expressions';
import { ROOTS, type Viewpoint } from './viewpoint';
import { type DefinitionTree, errorKeys, listsAround, type TaskSite } from '../tree/sites';
import { asList, valueAt } from '../limits';

/** Checks that every expression can be parsed, and that every name in it can have a value. */
export function checkExpressions(context: CheckContext): void {
  for (const site of context.tree.sites) {
    const variables = variablesAround(site);
    for (const field of expressionFieldsOf(site, context)) {
      if (valueAt(site.node, field.at) === undefined) continue;
      const from = viewpointOf(site, field, variables, context.tree);
      checkField({ owner: site.node, base: site.at, field, from }, context);
    }
  }
  for (const place of definitionFields(context.tree)) checkField(place, context);
}

function viewpointOf(site: TaskSite, field: PlacedField, around: OutputKeys, tree: DefinitionTree): Viewpoint {
  const own = field.seesOwnList === true ? site.children.filter(({ isOpen }) => isOpen) : [];
  const outermost = [...listsAround(site.list)].at(-1);
  return {
    site,
    variables: { ...around, ...field.variables },
    // The definition's own handlers run after its list has ended.
    openLists: outermost?.isHandler === true ? [...own, tree.root] : own,
    seesOwner: field.seesOwner === true,
    roots: ROOTS,
    seesSecrets: field.seesSecrets === true,
  };
}

// Inner names shadow outer ones, so they are assigned last.
function variablesAround(site: TaskSite): OutputKeys {
  return Object.assign({}, ...[...listsAround(site.list)].reverse().map(({ variables }) => variables)) as OutputKeys;
}

/** The fields of the definition itself. The first values of variables see only the input and the run. */
function definitionFields({ definition, root }: DefinitionTree): readonly FieldPlace[] {
  const base: FieldPath = [];
  const end = {
    ...{ site: undefined, roots: ROOTS, variables: {}, openLists: [root] },
    ...{ seesOwner: false, seesSecrets: false },
  };
  const start = { ...end, openLists: [] };
  return [
    { owner: definition, base, field: { at: ['vars'], kind: 'template' }, from: { ...start, roots: ['input', 'run'] } },
    {
      owner: definition,
      base,
      field: { at: ['timeout'], kind: 'duration' },
      from: { ...start, roots: ['input', 'vars', 'run'] },
    },
    { owner: definition, base, field: { at: ['output'], kind: 'template' }, from: end },
    ...handlerConditions(asList(definition['onError'])).map((field) => ({
      owner: definition,
      base,
      field,
      from: { ...end, variables: { error: errorKeys } },
    })),
  ];
}

/** Runs the types' own rules, and reports fields that are not supported yet. */
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

/** Warns about keys that JSON Schema ignores. */
export function checkSchemas({ tree, problems }: CheckContext): void {
  const warnOf = (at: FieldPath, schema: Json): void => {
    for (const { at: inner, message, hint } of findMisreadKeywords(schema))
      problems.add({ at: [...at, ...inner], code: 'UNKNOWN_KEYWORD', severity: 'warning', message, hint });
  };
  warnOf(['input'], (tree.definition['input'] ?? null) as Json);
  for (const { node, at, schema } of tree.sites)
    for (const field of schema.jsonSchemas) warnOf([...at, field], (node[field as keyof typeof node] ?? null) as Json);
}
