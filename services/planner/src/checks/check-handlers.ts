import type { FieldPath } from '@octavo/orchestrators/definitions';
import { asList, asMap } from '../written-value';
import type { CheckContext } from './check-context';

const WAYS = ['do', 'continue', 'then', 'intervene'] as const;
const NOT_YET = ['intervene', 'compensate'] as const;

/** Each handler has exactly one of `do`, `continue`, `then` and `intervene`; `do` may stand with `then`. */
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
        ? 'a handler has to do something'
        : `${given.map((way) => `\`${way}\``).join(' and ')} cannot stand together`,
    expected: 'exactly one of `do` (maybe with `then`), `continue: true` and `then`',
  });
}
