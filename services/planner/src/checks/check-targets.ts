import type { FieldPath, TaskReference } from '@octavo/orchestrators/definitions';
import type { CheckContext } from './check-context';
import { END, isTarget, type TaskSite } from '../tree/sites';
import { asList, asMap, asText } from '../limits';

/** Checks that every `then` names a task of the same ordered list, or `end`. */
export function checkTargets(context: CheckContext): void {
  for (const site of context.tree.sites) {
    for (const { at, target } of targetsOf(site, context)) checkTarget(site, [...site.at, ...at], target, context);
  }
  asList(context.tree.definition['onError']).forEach((handler, index) => {
    if (asMap(handler)?.['then'] === undefined) return;
    const message = "the definition's own `onError` cannot use `then`: use `do` or `continue`";
    context.problems.add({ at: ['onError', index, 'then'], code: 'THEN_NOT_ALLOWED', message });
  });
}

/** All fields of a task that name the next task. */
export function targetsOf(
  site: TaskSite,
  { types, problems }: Pick<CheckContext, 'types' | 'problems'>,
): readonly TaskReference[] {
  const { node, schema } = site;
  const own = asText(node.then) === undefined ? [] : [{ at: ['then'], target: String(node.then) }];
  const handlers = asList(node.onError).flatMap((handler, index) => {
    const target = asText(asMap(handler)?.['then']);
    return target === undefined ? [] : [{ at: ['onError', index, 'then'], target }];
  });
  const jumps = types.ask(site.at, problems, () => schema.definition.jumps?.(node) ?? [], []);
  return [...own, ...handlers, ...jumps.filter(({ target }) => typeof target === 'string')];
}

function checkTarget({ list }: TaskSite, at: FieldPath, target: string, { tree, problems }: CheckContext): void {
  if (list.order !== 'sequence') {
    const hint = 'put the tasks into a composite to order them';
    problems.add({ at, code: 'THEN_NOT_ALLOWED', message: '`then` is allowed only on tasks in an ordered list', hint });
    return;
  }
  if (isTarget(list, target)) return;
  const message = tree.ids.has(target) ? `the task "${target}" is in another list` : `no task "${target}" in this list`;
  const unknown = { name: target, among: () => [...list.byId.keys(), END] };
  problems.add({ at, code: 'UNKNOWN_TASK', message, unknown });
}

const WAYS = ['do', 'continue', 'then', 'intervene'] as const;
const NOT_YET = ['intervene', 'compensate'] as const;

/** Checks that each handler has exactly one of `do`, `continue`, `then` and `intervene`; `do` may have a `then`. */
export function checkHandlers(context: CheckContext): void {
  checkList(context.tree.definition['onError'], [], context);
  for (const site of context.tree.sites) checkList(site.node.onError, site.at, context);
}

function checkList(handlers: unknown, base: FieldPath, context: CheckContext): void {
  for (const [index, written] of asList(handlers).entries()) {
    const handler = asMap(written);
    if (handler !== undefined) checkHandler(handler, [...base, 'onError', index], context);
  }
}

function checkHandler(handler: Readonly<Record<string, unknown>>, at: FieldPath, { problems }: CheckContext): void {
  for (const field of NOT_YET.filter((name) => handler[name] !== undefined)) {
    problems.add({ at: [...at, field], code: 'NOT_SUPPORTED_YET', message: `\`${field}\` is not supported yet` });
  }
  const given = WAYS.filter((way) => handler[way] !== undefined);
  if (given.length === 1 || given.join() === 'do,then') return;
  const [, second] = given;
  problems.add({
    at: second === undefined ? at : [...at, second],
    code: 'EXACTLY_ONE_OF',
    message:
      given.length === 0
        ? 'the handler has no effect'
        : `${given.map((way) => `\`${way}\``).join(' and ')} cannot be combined`,
    expected: 'exactly one of `do` (maybe with `then`), `continue: true` and `then`',
  });
}
