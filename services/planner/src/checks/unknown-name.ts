import { inspectExpression, type Reference } from '@octavo/orchestrators/definitions';
import type { Viewpoint } from './viewpoint';
import { foreignNames, formatAdvice } from '../foreign/names';
import type { Finding } from '../problem-collector';
import type { DefinitionTree } from '../tree/sites';
import { asMap } from '../limits';

/** The places where names exist that do not exist everywhere. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ['item', 'inside a collection'],
  ['index', 'inside a collection'],
  ['signal', 'in `where`, `distinctBy` and `process` of a wait'],
  ['result', 'in `outputs`'],
  ['error', 'in a handler'],
  ['target', 'in `to.where` of a signal'],
  ['acc', 'in `reduce`'],
  ['page', 'in `source`'],
  ['tasks', 'after tasks have run'],
  ['vars', 'after all of them have their first values'],
]);

/** The problem of a reference whose root does not exist there. */
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

/** Every name that an expression can start with there. */
export function namesIn({ roots, variables }: Viewpoint): readonly string[] {
  return [...roots, ...Object.keys(variables)];
}

// The owner of a name: it is the id of a task, a variable or an input, without its prefix.
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

// Omits advice with names that do not exist there, because it would cause the next problem.
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

/** Placeholders in advice, like single letters. */
const EXAMPLE_NAMES: readonly string[] = ['list', 'map', 'text', 'value'];

/** A key such as `content-type` after a dot, where "-" means subtraction. */
export interface HyphenatedKey {
  readonly key: string;
  /** The text before the dot: `input.headers`. */
  readonly owner: string;
  /** The offset of the key in the source. */
  readonly start: number;
  /** The references that the parser finds in it. */
  readonly references: readonly Reference[];
}

const LAST_KEY = /^([\s\S]*)\.\??([A-Za-z_]\w*)$/;

/** Finds keys with "-": a member, directly followed by "-" and names that do not exist. */
export function findHyphenatedKeys(
  source: string,
  references: readonly Reference[],
  names: readonly string[],
): readonly HyphenatedKey[] {
  return references.flatMap((first, index) => {
    const [, owner, name] = LAST_KEY.exec(source.slice(first.start, first.end)) ?? [];
    const rest = unknownAfter(first, source, references.slice(index + 1), names);
    if (owner === undefined || name === undefined || rest.length === 0) return [];
    const key = [name, ...rest.map(({ root }) => root)].join('-');
    return [{ key, owner, start: first.end - name.length, references: [first, ...rest] }];
  });
}

function unknownAfter(
  first: Reference,
  source: string,
  next: readonly Reference[],
  names: readonly string[],
): readonly Reference[] {
  const found: Reference[] = [];
  for (const reference of next) {
    const { end } = found.at(-1) ?? first;
    const isJoined = source[end] === '-' && reference.start === end + 1 && !names.includes(reference.root);
    if (!isJoined || (found.at(-1)?.path.length ?? 0) > 0) break;
    found.push(reference);
  }
  return found;
}
