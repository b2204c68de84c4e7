import { TaskFailure } from '@octavo/orchestrators';
import type { RouterTask } from '@octavo/orchestrators/language';
import type { PreparedRouter, RouteKey } from '../../contracts/create-state';
import type { StateKind } from '../create-state';
import type { Evaluation } from '../evaluation';

/** `createRouterState`: the routes to take. */
export const routerState: StateKind<RouterTask, PreparedRouter> = {
  prepare: ({ config }, evaluation) => ({ routes: chooseRoutes(config, evaluation) }),
};

function chooseRoutes({ routes, mode, otherwise }: RouterTask, { evaluator, scope }: Evaluation): readonly RouteKey[] {
  const matched: number[] = [];
  for (const [index, { when }] of routes.entries()) {
    if (evaluator.condition(when, scope)) matched.push(index);
    if (mode === 'first' && matched.length > 0) break;
  }
  if (matched.length > 0) return matched;
  if (otherwise !== undefined) return ['otherwise'];
  const message = `no "when" of ${routes.length} routes holds; add "otherwise" for the rest`;
  throw new TaskFailure('ROUTE_NOT_FOUND', message);
}
