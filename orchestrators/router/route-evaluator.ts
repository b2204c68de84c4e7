import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import { TaskFailure } from '../model/task-error';
import type { RouterTask } from './definition';

/** The key of a route: its index, or `otherwise`. */
export type RouteKey = number | 'otherwise';

/** The target of a route: a task of the list, or an inline task. */
export type Way = NonNullable<RouterTask['otherwise']>;

/** The routes to take: the first whose `when` holds, or all of them; else `otherwise`. Throws ROUTE_NOT_FOUND. */
export function evaluateRoutes(task: RouterTask, scope: Scope, evaluator: Evaluator): readonly RouteKey[] {
  const matched: number[] = [];
  for (const [index, { when }] of task.routes.entries()) {
    if (evaluator.condition(when, scope)) matched.push(index);
    if (task.mode === 'first' && matched.length > 0) break;
  }
  if (matched.length > 0) return matched;
  if (task.otherwise !== undefined) return ['otherwise'];
  const message = `no "when" of ${task.routes.length} routes holds; add "otherwise" for the rest`;
  throw new TaskFailure('ROUTE_NOT_FOUND', message);
}

/** The definition of a route. */
export function wayOf(task: RouterTask, route: RouteKey): Way {
  return (route === 'otherwise' ? task.otherwise : task.routes[route]) ?? {};
}
