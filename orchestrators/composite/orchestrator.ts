import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ListScope } from '../contracts/scope';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { passOn } from '../engine/failures';
import { type Flow, runFlow } from '../engine/flow';
import { type ListResult, runTaskList } from '../engine/task-list';
import type { CompositeTask } from './definition';
import { Rounds } from './rounds';

/**
 * Runs tasks in order, once or in rounds. Its output is the output of its list; a failure inside becomes its own
 * failure.
 */
export class CompositeOrchestrator implements TaskOrchestrator<CompositeTask> {
  readonly type = 'composite';

  execute(task: CompositeTask, context: OrchestratorContext): Eventually<WorkResult> {
    return runFlow(runComposite(task, context));
  }
}

function* runComposite(task: CompositeTask, context: OrchestratorContext): Flow<WorkResult> {
  const scope = context.scope.openList();
  const result = yield* runTasks(task, scope, context);
  if (result.failure !== undefined) return { outcome: passOn(result.failure) };
  return { outcome: { status: 'SUCCESS', output: result.output }, outputScope: scope };
}

function runTasks(task: CompositeTask, scope: ListScope, context: OrchestratorContext): Flow<ListResult> {
  if (task.repeat !== undefined) return new Rounds(task, task.repeat, scope, context).run();
  return runTaskList({ tasks: task.tasks, path: context.path, scope, visits: new Map() }, context);
}
