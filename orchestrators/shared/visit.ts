import type { ChildTask, RunParent } from '../contracts/child-task-manager';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import type { TaskRecord } from './task-record';

/** One visit of a task under way. */
export interface Visit extends ChildTask {
  /** With the plan's defaults. */
  readonly task: TaskNode;
  readonly record: TaskRecord;
  readonly parent: RunParent;
}

/** Throws MAX_VISITS_EXCEEDED for a visit beyond `maxVisits`, counted within one round of the task's list. */
export function checkVisits({ task, path, visitOfRound = 1 }: Visit): void {
  if (visitOfRound <= maxVisitsOf(task)) return;
  throw new TaskFailure(
    'MAX_VISITS_EXCEEDED',
    `${path} may be visited ${maxVisitsOf(task)} times in one round of its list`,
  );
}

/** False where handlers were asked about too many visits before: else they could go round for ever. */
export function mayBeHandled({ task, visitOfRound = 1 }: Visit): boolean {
  return visitOfRound <= maxVisitsOf(task) + 1;
}

// Every plan says it in its defaults.
function maxVisitsOf({ maxVisits = Number.POSITIVE_INFINITY }: TaskNode): number {
  return maxVisits;
}
