import { EACH, type Reference } from '@octavo/orchestrators/definitions';
import type { Finding } from '../problem-collector';
import { listsAround } from '../tree/sites';
import { asMap } from '../limits';
import type { CheckContext } from './check-context';
import { describeUnknownName } from './unknown-name';
import { findTask } from './find-task';
import { RESULT } from './task-expressions';
import { type KeyShape, keysOfInput, runKeys, taskStateKeys } from './output-shapes';
import type { Viewpoint } from './viewpoint';

type Report = (finding: Omit<Finding, 'at' | 'offset'>) => void;

/** Checks that the name and the path of a reference can exist at the place of its expression. */
export function checkReference(reference: Reference, from: Viewpoint, context: CheckContext, report: Report): void {
  const { root, path } = reference;
  if (Object.hasOwn(from.variables, root)) {
    if (root === RESULT) return checkOutput(root, requiredPath(reference), from.variables[root], report);
    return checkKeys(root, path, from.variables[root], report);
  }
  if (root === 'secrets') return checkSecret(path, from, report);
  if (!from.roots.includes(root)) return report(describeUnknownName(reference, from, context.tree));
  if (root === 'tasks') return checkTask(reference, from, context, report);
  if (root === 'vars') return checkKeys(root, path, keysOfVars(context), report);
  if (root === 'input') return checkKeys(root, path, keysOfInput(context.tree.definition['input']), report);
  checkKeys(root, path, runKeys, report);
}

function keysOfVars({ tree }: CheckContext): KeyShape {
  return Object.fromEntries(Object.keys(asMap(tree.definition['vars']) ?? {}).map((name) => [name, undefined]));
}

function checkKeys(owner: string, path: Reference['path'], shape: KeyShape | undefined, report: Report): void {
  let keys = shape;
  let way = owner;
  for (const part of path) {
    if (keys === undefined) return;
    const key: string = typeof part === 'number' || part === '*' ? EACH : part;
    if (!Object.hasOwn(keys, key)) return key === EACH ? undefined : reportUnknownKey(way, key, keys, report);
    keys = keys[key];
    way = key === EACH ? `${way}[${part}]` : `${way}.${key}`;
  }
}

function reportUnknownKey(way: string, name: string, keys: KeyShape, report: Report): void {
  const code = way === 'vars' ? 'UNKNOWN_VARIABLE' : 'UNKNOWN_FIELD';
  const among = Object.keys(keys).filter((key) => key !== EACH);
  const isSize = name === 'length' || name === 'size' || name === 'count';
  const hint = isSize && Object.hasOwn(keys, EACH) ? `write \`size(${way})\`` : undefined;
  report({ code, message: `\`${way}\` has no "${name}"`, hint, unknown: { name, among } });
}

function checkTask(reference: Reference, from: Viewpoint, context: CheckContext, report: Report): void {
  const [id, field, ...rest] = reference.path;
  const [, , ...read] = requiredPath(reference);
  if (id === undefined)
    return report({ code: 'UNKNOWN_TASK', message: '`tasks` is not a value: name a task, as in `tasks.a`' });
  if (typeof id !== 'string' || id === '*') return;
  const found = findTask(id, from, context.graphs);
  if (found === undefined) return reportUnknownTask(id, from, context, report);
  if (found.obstacle !== undefined && !(found.isTiming && isOptional(reference))) {
    report({ code: 'REFERENCE_UNREACHABLE', message: `the task "${id}" cannot be read from here: ${found.obstacle}` });
    return;
  }
  if (typeof field !== 'string' || field === '*') return;
  checkKeys(`tasks.${id}`, [field, ...(field === 'error' ? rest : [])], taskStateKeys, report);
  if (field === 'output') checkOutput(`tasks.${id}.output`, read, context.outputs.ofOutput(found.site), report);
}

function checkOutput(way: string, path: Reference['path'], shape: KeyShape | undefined, report: Report): void {
  checkKeys(way, path, shape, (finding) => report({ ...finding, code: 'UNKNOWN_OUTPUT_KEY' }));
}

// `has(result.x)` and `result.?x` ask for a key, which may be missing.
function requiredPath({ path, optionalFrom }: Reference): Reference['path'] {
  return path.slice(0, optionalFrom);
}

// `has(tasks.x)` and `tasks.?x` ask for a task, which may be missing.
function isOptional({ optionalFrom }: Reference): boolean {
  return optionalFrom === 0;
}

function reportUnknownTask(id: string, from: Viewpoint, { tree }: CheckContext, report: Report): void {
  if (tree.ids.has(id)) {
    report({
      code: 'REFERENCE_UNREACHABLE',
      message: `the task "${id}" cannot be read from here: it is inside another container`,
    });
    return;
  }
  const lists = [...from.openLists, ...(from.site === undefined ? [] : listsAround(from.site.list))];
  const among = () => [...new Set(lists.flatMap((list) => [...list.byId.keys()]))];
  report({ code: 'UNKNOWN_TASK', message: `there is no task "${id}"`, unknown: { name: id, among } });
}

function checkSecret(path: Reference['path'], from: Viewpoint, report: Report): void {
  if (from.seesSecrets && path.length > 0) return;
  const message = from.seesSecrets
    ? '`secrets` is not a value: name a secret, as in `secrets.API_KEY`'
    : '`secrets` can be read only in `with` of an action that runs in an Octavo activity';
  report({ code: 'SECRETS_NOT_ALLOWED', message });
}
