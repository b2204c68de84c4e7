import { inspectExpression, type Reference } from '@octavo/orchestrators/definitions';
import { formatAdvice } from '../foreign/advice';
import { foreignNames } from '../foreign/names';
import type { Finding } from '../problem-collector';
import type { DefinitionTree } from '../tree/sites';
import { asMap } from '../written-value';
import type { Viewpoint } from './viewpoint';

/** Where the names that do not exist everywhere exist. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ['item', 'inside a collection'],
  ['index', 'inside a collection'],
  ['signal', 'in `where`, `distinctBy` and `process` of a wait'],
  ['result', 'in `outputs`'],
  ['error', 'in a handler'],
  ['target', 'in `to.where` of a signal'],
  ['acc', 'in `reduce`'],
  ['page', 'in `source`'],
  ['tasks', 'where tasks have run before'],
  ['vars', 'once all of them have their first values'],
]);

/** What is wrong with the root of a reference that does not exist where it stands. */
export function describeUnknownName(
  { root, path }: Reference,
  from: Viewpoint,
  tree: DefinitionTree,
): Pick<Finding, 'code' | 'message' | 'hint' | 'unknown'> {
  const place = PLACES.get(root);
  if (place !== undefined) return { code: 'UNKNOWN_VARIABLE', message: `\`${root}\` exists only ${place}` };
  const hint =
    ownerOf(root, from, tree) ??
    adviceFor(
      root,
      from,
      path.find((part) => tree.ids.has(part)),
    );
  return {
    code: 'UNKNOWN_VARIABLE',
    message: `there is no variable "${root}"`,
    hint,
    unknown: { name: root, among: namesIn(from) },
  };
}

/** Every name that an expression can begin with there. */
export function namesIn({ roots, variables }: Viewpoint): readonly string[] {
  return [...roots, ...Object.keys(variables)];
}

// The name is that of a task, a variable or an input, written without what it belongs to.
function ownerOf(name: string, { roots }: Viewpoint, tree: DefinitionTree): string | undefined {
  const { definition } = tree;
  const input = asMap(asMap(definition['input'])?.['properties']);
  const owners: readonly (readonly [root: string, isOwner: boolean])[] = [
    ['tasks', tree.ids.has(name)],
    ['vars', Object.hasOwn(asMap(definition['vars']) ?? {}, name)],
    ['input', Object.hasOwn(input ?? {}, name)],
  ];
  const [owner] = owners.find(([root, isOwner]) => isOwner && roots.includes(root)) ?? [];
  return owner === undefined ? undefined : `write \`${owner}.${name}\``;
}

// An advice that reads what does not exist there would lead to the next problem.
function adviceFor(name: string, from: Viewpoint, task: string | number | undefined): string | undefined {
  const advice = foreignNames.get(name);
  if (advice === undefined) return undefined;
  const names = namesIn(from);
  const write = advice.write.filter((form) => {
    const { references } = inspectExpression(form);
    return references.every(({ root }) => names.includes(root) || root.length === 1 || EXAMPLE_NAMES.includes(root));
  });
  if (write.length === 0) return undefined;
  const forms = task === undefined ? write : write.map((form) => form.replace('tasks.a', `tasks.${task}`));
  return formatAdvice({ ...advice, write: forms });
}

/** Stand for any value in an advice, as single letters do. */
const EXAMPLE_NAMES: readonly string[] = ['list', 'map', 'text', 'value'];
