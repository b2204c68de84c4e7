import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import { TaskFailure } from '../model/task-error';
import type { RouterTask } from './definition';

/** The place of a route: its index, or `otherwise`. */
export type RouteKey = number | 'otherwise';

/** The routes to take: the first whose `when` holds, or all of them; else `otherwise`. Throws ROUTE_NOT_FOUND. */
export function evaluateRoutes(task: RouterTask, scope: Scope, evaluator: Evaluator): readonly RouteKey[] {
  const holds = (index: number): boolean => evaluator.condition(task.routes[index]?.when ?? false, scope);
  const indices = task.routes.map((_, index) => index);
  const first = task.mode === 'all' ? undefined : indices.find(holds);
  const matched = task.mode === 'all' ? indices.filter(holds) : first === undefined ? [] : [first];
  if (matched.length > 0) return matched;
  if (task.otherwise !== undefined) return ['otherwise'];
  throw new TaskFailure('ROUTE_NOT_FOUND', `no "when" of ${task.routes.length} routes holds; add "otherwise" for the rest`);
}
