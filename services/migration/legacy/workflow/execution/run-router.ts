import type { Json, TaskNode } from '@octavo/orchestrators';
import { childPath, isFailure, outputOf, passOn, type RouterTask } from '@octavo/orchestrators/language';
import type { PreparedRouter, RouteKey } from '../../contracts/create-state';
import type { RouterResult } from '../../contracts/response';
import { throwIfCanceled } from '../cancellation';
import type { Work, Worker } from '../task-visit';

type Way = NonNullable<RouterTask['otherwise']>;

/** Jumps, or runs the inline tasks of the routes in order, stopping at a failure. */
export const runRouter: Worker<RouterTask, PreparedRouter, RouterResult> = async (work) => {
  const { routes } = work.prepared;
  const [first] = routes;
  if (first !== undefined && wayOf(work.task, first).then !== undefined) {
    return { kind: 'done', result: { jump: first, taken: [] } };
  }
  const taken: { readonly route: RouteKey; readonly output: Json }[] = [];
  for (const route of routes) {
    const inline = wayOf(work.task, route).task;
    if (inline === undefined) continue;
    const { outcome } = await work.children.run(inlineChild(work, inline, route));
    throwIfCanceled();
    if (isFailure(outcome)) return { kind: 'failed', failure: passOn(outcome) };
    taken.push({ route, output: outputOf(outcome) });
  }
  return { kind: 'done', result: { jump: null, taken } };
};

function inlineChild({ path, scope, priority }: Work<RouterTask, PreparedRouter>, task: TaskNode, route: RouteKey) {
  const routePath = childPath(path, `route/${route}/${task.id}`);
  return { task, path: routePath, visit: 1, visitOfRound: 1, scope: scope.openList(), priority };
}

function wayOf({ routes, otherwise }: RouterTask, route: RouteKey): Way {
  return (route === 'otherwise' ? otherwise : routes[route]) ?? {};
}
