import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ListScope } from '../contracts/scope';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { passOn } from '../shared/failures';
import { type ListResult, runTaskList } from '../shared/task-list';
import type { CompositeTask } from './definition';
import { Rounds } from './rounds';

/** Runs tasks in order, once or in rounds. Its output is that of its list; a failure inside is passed on. */
export class CompositeOrchestrator implements TaskOrchestrator<CompositeTask> {
  readonly type = 'composite';

  async execute(task: CompositeTask, context: OrchestratorContext): Promise<WorkResult> {
    const scope = context.scope.openList();
    const result = await runTasks(task, scope, context);
    if (result.failure !== undefined) return { outcome: passOn(result.failure) };
    return { outcome: { status: 'SUCCESS', output: result.output }, outputScope: scope };
  }
}

async function runTasks(task: CompositeTask, scope: ListScope, context: OrchestratorContext): Promise<ListResult> {
  if (task.repeat !== undefined) return await new Rounds(task, task.repeat, scope, context).run();
  return await runTaskList({ tasks: task.tasks, path: context.path, scope, visits: new Map() }, context);
}
