import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import { type FailureOutcome, isFailure, outputOf, type TaskOutcome } from '../model/outcome';
import { childPath } from '../model/paths';
import type { TaskNode } from '../model/plan';
import { throwIfStopped } from '../engine/cancellation-node';
import { passOn } from '../engine/failures';
import { type Flow, runFlow, settled } from '../engine/flow';
import { Progress } from '../engine/progress';
import type { RouterTask } from './definition';
import { evaluateRoutes, type RouteKey, wayOf } from './route-evaluator';

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
