import {
  type FailureOutcome,
  type Json,
  type ListScope,
  type TaskNode,
  type TaskOutcome,
  type TaskPriority,
  TaskFailure,
} from '@octavo/orchestrators';
import { childPath, isFailure, outputOf, visitPath } from '@octavo/orchestrators/language';
import { throwIfCanceled } from './cancellation';
import type { ChildExecutor, VisitEnd } from './task-visit';

/** Tasks that run in order, with jumps by `then`. */
export interface TaskList {
  readonly tasks: readonly TaskNode[];
  /** Path of the container; empty for the run. */
  readonly path: string;
  readonly scope: ListScope;
  /** The visits of each task before this round. */
  readonly visits: ReadonlyMap<string, number>;
  /** The output if this round has none. */
  readonly output: Json;
  readonly priority: TaskPriority;
}

export type ListResult =
  | { readonly failure: FailureOutcome }
  | { readonly failure?: undefined; readonly output: Json; readonly visits: ReadonlyMap<string, number> };

/** Runs one round of a list; the response of each task names the next one. */
export async function runTaskList(list: TaskList, children: ChildExecutor): Promise<ListResult> {
  const visits = new Map(list.visits);
  let { output } = list;
  for (let index = 0; ; ) {
    const task = list.tasks[index];
    if (task === undefined) return { output, visits };
    const { outcome, next } = await visitTask(list, task, visits, children);
    throwIfCanceled();
    if (isFailure(outcome)) return { failure: outcome };
    if (!isJumpOrSkip(outcome)) output = outputOf(outcome);
    index = next === null ? index + 1 : indexOf(list, next);
  }
}

function visitTask(
  list: TaskList,
  task: TaskNode,
  visits: Map<string, number>,
  children: ChildExecutor,
): Promise<VisitEnd> {
  const visit = (visits.get(task.id) ?? 0) + 1;
  visits.set(task.id, visit);
  const path = visitPath(childPath(list.path, task.id), visit);
  const visitOfRound = visit - (list.visits.get(task.id) ?? 0);
  return children.run({ task, path, visit, visitOfRound, scope: list.scope, priority: list.priority });
}

// Skipped tasks and routers that jumped do not set the output of a list.
function isJumpOrSkip(outcome: TaskOutcome): boolean {
  return outcome.status === 'SKIPPED' || (outcome.status === 'SUCCESS' && outcome.next !== undefined);
}

function indexOf({ tasks, path }: TaskList, target: string): number {
  if (target === 'end') return tasks.length;
  const index = tasks.findIndex(({ id }) => id === target);
  if (index < 0) throw new TaskFailure('INTERNAL', `no task "${target}" in the list of ${path || 'the run'}`);
  return index;
}
