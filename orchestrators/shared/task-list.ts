import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ListScope } from '../contracts/scope';
import type { Json } from '../model/json';
import { type FailureOutcome, type TaskOutcome, verdictOf } from '../model/outcome';
import { childPath, visitPath } from '../model/paths';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { throwIfCanceled } from './cancellation-node';

/** Tasks that run in order, with `then` among them. */
export interface TaskList {
  readonly tasks: readonly TaskNode[];
  /** Path of the container; empty for the run. */
  readonly path: string;
  readonly scope: ListScope;
  /** How often each task was visited before this round. */
  readonly visits: ReadonlyMap<string, number>;
  /** Its output where this round gives none; default null. */
  readonly output?: Json;
}

export type ListResult =
  | { readonly failure: FailureOutcome }
  | { readonly failure?: undefined; readonly output: Json; readonly visits: ReadonlyMap<string, number> };

type ListContext = Pick<OrchestratorContext, 'tasks' | 'cancellation' | 'priority'>;

/** The target of `then` that ends a list as SUCCESS. */
const END = 'end';

/**
 * Runs one round of `list`. Where it stands is not kept: visits that ended are answered from their records, so walking
 * the list again leads to where it was. Throws `CanceledError` when cancelled.
 */
export async function runTaskList(list: TaskList, context: ListContext): Promise<ListResult> {
  const visits = new Map(list.visits);
  let { output = null } = list;
  for (let index = 0; index < list.tasks.length; ) {
    const task = taskAt(list, index);
    const outcome = await visitTask(list, task, visits, context);
    throwIfCanceled(context.cancellation);
    if (verdictOf(outcome) === 'failure') return { failure: outcome as FailureOutcome };
    if (!isJumpOrSkip(outcome)) output = (outcome as { output: Json }).output;
    index = nextIndex(list, index, outcome);
  }
  return { output, visits };
}

function visitTask(list: TaskList, task: TaskNode, visits: Map<string, number>, context: ListContext): Promise<TaskOutcome> {
  const visit = (visits.get(task.id) ?? 0) + 1;
  visits.set(task.id, visit);
  const path = visitPath(childPath(list.path, task.id), visit);
  const visitOfRound = visit - (list.visits.get(task.id) ?? 0);
  return context.tasks.run({ task, path, visit, visitOfRound, scope: list.scope }, context);
}

// What the list's output is taken from: neither skipped tasks nor routers that jumped.
function isJumpOrSkip(outcome: TaskOutcome): boolean {
  return outcome.status === 'SKIPPED' || (outcome.status === 'SUCCESS' && outcome.next !== undefined);
}

function nextIndex(list: TaskList, index: number, outcome: TaskOutcome): number {
  if (outcome.status === 'SKIPPED') return index + 1;
  const target = outcome.next ?? taskAt(list, index).then;
  if (target === undefined) return index + 1;
  if (target === END) return list.tasks.length;
  const found = list.tasks.findIndex(({ id }) => id === target);
  if (found < 0) throw new TaskFailure('INTERNAL', `no task "${target}" in the list of ${list.path || 'the run'}`);
  return found;
}

function taskAt({ tasks, path }: TaskList, index: number): TaskNode {
  const task = tasks[index];
  if (task === undefined) throw new TaskFailure('INTERNAL', `no task ${index} in the list of ${path || 'the run'}`);
  return task;
}
