import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import { type FailureOutcome, outputOf, type TaskOutcome, verdictOf } from '../model/outcome';
import { childPath } from '../model/paths';
import type { TaskNode } from '../model/plan';
import { throwIfCanceled } from '../shared/cancellation-node';
import { passOn } from '../shared/failures';
import type { RouterTask } from './definition';
import { evaluateRoutes, type RouteKey } from './route-evaluator';

/** Chooses by conditions: jumps within the list, or runs the tasks of the routes that match. */
export class RouterOrchestrator implements TaskOrchestrator<RouterTask> {
  readonly type = 'router';

  async execute(task: RouterTask, context: OrchestratorContext): Promise<WorkResult> {
    const matched = recordedChoice(context) ?? evaluateRoutes(task, context.scope, context.evaluator);
    const [only = 0] = matched;
    const target = task.mode === 'all' ? undefined : routeOf(task, only)?.then;
    if (target !== undefined) return { outcome: { status: 'SUCCESS', output: { route: only }, next: target } };
    if (recordedChoice(context) === undefined) context.state.running([...matched]);
    const taken = await runRoutes(task, matched, context);
    if ('failure' in taken) return { outcome: passOn(taken.failure) };
    const output: Json = task.mode === 'all' ? { routes: taken.routes } : (taken.routes[0] ?? null);
    return { outcome: { status: 'SUCCESS', output } };
  }
}

type Taken = { readonly routes: readonly Json[] } | { readonly failure: FailureOutcome };

/** Runs the inline tasks of the routes in order, stopping at a failure. */
async function runRoutes(task: RouterTask, keys: readonly RouteKey[], context: OrchestratorContext): Promise<Taken> {
  const routes: Json[] = [];
  for (const route of keys) {
    const inline = routeOf(task, route)?.task;
    if (inline === undefined) continue;
    const outcome = await runInline(inline, route, context);
    throwIfCanceled(context.cancellation);
    if (verdictOf(outcome) === 'failure') return { failure: outcome as FailureOutcome };
    routes.push({ route, output: outputOf(outcome) });
  }
  return { routes };
}

function runInline(task: TaskNode, route: RouteKey, context: OrchestratorContext): Promise<TaskOutcome> {
  const path = childPath(context.path, `route/${route}/${task.id}`);
  return context.tasks.run({ task, path, visit: 1, scope: context.scope.openList() }, context);
}

// A choice that was made stays: what it was made from may have changed since.
function recordedChoice({ state }: OrchestratorContext): readonly RouteKey[] | undefined {
  return (state.state?.progress ?? undefined) as readonly RouteKey[] | undefined;
}

function routeOf(task: RouterTask, key: RouteKey): { readonly then?: string; readonly task?: TaskNode } | undefined {
  return key === 'otherwise' ? task.otherwise : task.routes[key];
}
