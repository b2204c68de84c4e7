import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ListScope } from '../contracts/scope';
import type { Json } from '../model/json';
import { type FailureOutcome, isFailure, outputOf, type TaskOutcome } from '../model/outcome';
import { childPath, visitPath } from '../model/paths';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { throwIfStopped } from './cancellation-node';
import { type Flow, settled } from './flow';

/** Tasks that run in order; `then` jumps between them. */
export interface TaskList {
  readonly tasks: readonly TaskNode[];
  /** Path of the container; empty for the run. */
  readonly path: string;
  readonly scope: ListScope;
  /** The number of visits of each task before this round. */
  readonly visits: ReadonlyMap<string, number>;
  /** The output of the list if no task of this round gives one; default null. */
  readonly output?: Json;
}

export type ListResult =
  | { readonly failure: FailureOutcome }
  | { readonly failure?: undefined; readonly output: Json; readonly visits: ReadonlyMap<string, number> };

type ListContext = Pick<OrchestratorContext, 'tasks' | 'cancellation' | 'priority'>;

/** The target of `then` that ends a list as SUCCESS. */
const END = 'end';

/**
 * Runs one round of `list`. The position in the list is not recorded: a resumed list starts from its first task, and
 * the outcomes of ended visits are taken from their records. Throws `CanceledError` when cancelled.
 */
export function* runTaskList(list: TaskList, context: ListContext): Flow<ListResult> {
  const visits = new Map(list.visits);
  let { output = null } = list;
  for (let index = 0; ; ) {
    const task = list.tasks[index];
    if (task === undefined) return { output, visits };
    const outcome = yield* settled(visitTask(list, task, visits, context));
    throwIfStopped(outcome, context.cancellation);
    if (isFailure(outcome)) return { failure: outcome };
    if (!isJumpOrSkip(outcome)) output = outputOf(outcome);
    const target = targetOf(task, outcome);
    index = target === undefined ? index + 1 : indexOf(list, target);
  }
}

function visitTask(
  list: TaskList,
  task: TaskNode,
  visits: Map<string, number>,
  context: ListContext,
): Eventually<TaskOutcome> {
  const visit = (visits.get(task.id) ?? 0) + 1;
  visits.set(task.id, visit);
  const path = visitPath(childPath(list.path, task.id), visit);
  const visitOfRound = visit - (list.visits.get(task.id) ?? 0);
  return context.tasks.run({ task, path, visit, visitOfRound, scope: list.scope }, context);
}

// Skipped tasks, and routers that jumped, do not give the output of the list.
function isJumpOrSkip(outcome: TaskOutcome): boolean {
  return outcome.status === 'SKIPPED' || (outcome.status === 'SUCCESS' && outcome.next !== undefined);
}

// A jump in the outcome has priority over the task's `then`; the `then` of a skipped task is ignored.
function targetOf(task: TaskNode, outcome: TaskOutcome): string | undefined {
  return outcome.status === 'SKIPPED' ? undefined : (outcome.next ?? task.then);
}

function indexOf({ tasks, path }: TaskList, target: string): number {
  if (target === END) return tasks.length;
  const index = tasks.findIndex(({ id }) => id === target);
  if (index < 0) throw new TaskFailure('INTERNAL', `no task "${target}" in the list of ${path || 'the run'}`);
  return index;
}
