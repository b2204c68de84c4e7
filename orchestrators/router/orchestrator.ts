import type { Evaluator } from '../contracts/evaluator';
import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { Scope } from '../contracts/scope';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { throwIfStopped } from '../engine/cancellation-node';
import { passOn } from '../engine/failures';
import { type Flow, runFlow, settled } from '../engine/flow';
import { Progress } from '../engine/progress';
import type { Json } from '../model/json';
import { type FailureOutcome, isFailure, outputOf, type TaskOutcome } from '../model/outcome';
import { childPath } from '../model/paths';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import type { RouterTask } from './definition';

const progress = new Progress<readonly RouteKey[]>();

/** Chooses routes by conditions: jumps within the list, or runs the tasks of the routes that match. */
export class RouterOrchestrator implements TaskOrchestrator<RouterTask> {
  readonly type = 'router';

  execute(task: RouterTask, context: OrchestratorContext): Eventually<WorkResult> {
    return runFlow(runRouter(task, context));
  }
}

function* runRouter(task: RouterTask, context: OrchestratorContext): Flow<WorkResult> {
  const routes = chooseRoutes(task, context);
  const jump = jumpOf(task, routes);
  if (jump !== undefined) return { outcome: { status: 'SUCCESS', output: { route: jump.route }, next: jump.next } };
  const taken = yield* runRoutes(task, routes, context);
  if (taken.failure !== undefined) return { outcome: passOn(taken.failure) };
  const output: Json = task.mode === 'all' ? { routes: taken.routes } : (taken.routes[0] ?? null);
  return { outcome: { status: 'SUCCESS', output } };
}

type Taken = { readonly routes: readonly Json[]; readonly failure?: undefined } | { readonly failure: FailureOutcome };

// A recorded choice stays, because its expressions could give other values now.
function chooseRoutes(task: RouterTask, { state, scope, evaluator }: OrchestratorContext): readonly RouteKey[] {
  const recorded = progress.read(state);
  if (recorded !== undefined) return recorded;
  const routes = evaluateRoutes(task, scope, evaluator);
  if (jumpOf(task, routes) === undefined) progress.running(state, routes);
  return routes;
}

/** The jump target of a route without an inline task; mode `all` has none. */
function jumpOf(task: RouterTask, [route]: readonly RouteKey[]): { route: RouteKey; next: string } | undefined {
  const next = route === undefined ? undefined : wayOf(task, route).then;
  return route === undefined || next === undefined ? undefined : { route, next };
}

/** Runs the inline tasks of the routes in order, stopping at a failure. */
function* runRoutes(task: RouterTask, keys: readonly RouteKey[], context: OrchestratorContext): Flow<Taken> {
  const routes: Json[] = [];
  for (const route of keys) {
    const inline = wayOf(task, route).task;
    if (inline === undefined) continue;
    const outcome = yield* settled(runInline(inline, route, context));
    throwIfStopped(outcome, context.cancellation);
    if (isFailure(outcome)) return { failure: outcome };
    routes.push({ route, output: outputOf(outcome) });
  }
  return { routes };
}

function runInline(task: TaskNode, route: RouteKey, context: OrchestratorContext): Eventually<TaskOutcome> {
  const path = childPath(context.path, `route/${route}/${task.id}`);
  return context.tasks.run({ task, path, visit: 1, scope: context.scope.openList() }, context);
}

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
