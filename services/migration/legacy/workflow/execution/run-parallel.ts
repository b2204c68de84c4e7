import type { TaskOutcome, TaskState } from '@octavo/orchestrators';
import { canceledOutcome, childPath, isFailure, type ParallelTask } from '@octavo/orchestrators/language';
import type { ChildrenEnd } from '../../contracts/children';
import type { PreparedChildren } from '../../contracts/create-state';
import { closeChild } from '../close-child';
import { Lane } from '../lane';
import type { LegacyChild, Work, Worker } from '../task-visit';
import { type ParallelChild, runChildren } from './run-children';

/** Runs tasks in parallel, in the order of their `needs`. */
export const runParallel: Worker<ParallelTask, PreparedChildren, ChildrenEnd> = async (work) => {
  const creation = new Lane();
  const places = new Map(work.task.tasks.map(({ id }, index) => [id, index]));
  const children = work.task.tasks.map((task) => {
    const path = childPath(work.path, task.id);
    const scope = work.scope.openList();
    const child = { task, path, visit: 1, visitOfRound: 1, scope, priority: work.priority, creation };
    return parallelChild(
      child,
      (task.needs ?? []).flatMap((id) => places.get(id) ?? []),
      work,
    );
  });
  return { kind: 'done', result: await runChildren({ ...work, children }) };
};

function parallelChild(child: LegacyChild, needs: readonly number[], work: Work<ParallelTask>): ParallelChild {
  const cancelUnstarted = async (): Promise<void> => {
    await closeChild(work.run, child, canceledOutcome(child.path));
  };
  const run = async (ended: (index: number) => TaskOutcome | null): Promise<TaskOutcome> => {
    if (needs.some((need) => isMissing(ended(need)))) return await closeChild(work.run, child, { status: 'SKIPPED' });
    for (const state of neededStates(child, work)) child.scope.finish(state);
    const { outcome } = await work.children.run(child);
    if (work.run.states.stateOf(child.path) === undefined) await cancelUnstarted();
    return outcome;
  };
  return { needs, run, cancelUnstarted };
}

// True for a needed task that failed unhandled or was cancelled; a skipped or handled one does not stop its dependents.
function isMissing(outcome: TaskOutcome | null): boolean {
  return outcome === null || isFailure(outcome);
}

/** The states of siblings that a child sees: those that it needs, directly or not, in the order of their end. */
function neededStates({ task }: LegacyChild, { task: { tasks }, path, run }: Work<ParallelTask>): readonly TaskState[] {
  const needed = new Set(task.needs);
  for (const id of needed) for (const need of tasks.find((other) => other.id === id)?.needs ?? []) needed.add(need);
  const states = [...needed].flatMap((id) => run.states.stateOf(childPath(path, id)) ?? []);
  return states.toSorted((a, b) => a.version - b.version);
}
