import type { TaskOutcome } from '@octavo/orchestrators';
import { canceledOutcome, childPath, isFailure, type ParallelTask } from '@octavo/orchestrators/language';
import type { ChildrenEnd } from '../../contracts/children';
import type { PreparedChildren } from '../../contracts/create-state';
import { closeChild } from '../close-child';
import { Lane } from '../lane';
import type { LegacyChild, Work, Worker } from '../task-visit';
import { type ParallelChild, runChildren } from './run-children';

/** Runs tasks at the same time, in the order that their needs allow. */
export const runParallel: Worker<ParallelTask, PreparedChildren, ChildrenEnd> = async (work) => {
  const scope = work.scope.openList();
  const creation = new Lane();
  const places = new Map(work.task.tasks.map(({ id }, place) => [id, place]));
  const children = work.task.tasks.map((task) => {
    const path = childPath(work.path, task.id);
    const child = { task, path, visit: 1, visitOfRound: 1, scope, priority: work.priority, creation };
    return parallelChild(
      child,
      (task.needs ?? []).flatMap((id) => places.get(id) ?? []),
      work,
    );
  });
  return { kind: 'done', result: await runChildren({ ...work, children }) };
};

function parallelChild(child: LegacyChild, needs: readonly number[], work: Work): ParallelChild {
  const leaveOut = async (): Promise<void> => {
    await closeChild(work.run, child, canceledOutcome(child.path));
  };
  const run = async (ended: (place: number) => TaskOutcome | null): Promise<TaskOutcome> => {
    if (needs.some((need) => isMissing(ended(need)))) return await closeChild(work.run, child, { status: 'SKIPPED' });
    const { outcome } = await work.children.run(child);
    if (work.run.states.stateOf(child.path) === undefined) await leaveOut();
    return outcome;
  };
  return { needs, run, leaveOut };
}

// A need that failed unhandled or was cancelled; one that was skipped or handled does not stop who needs it.
function isMissing(outcome: TaskOutcome | null): boolean {
  return outcome === null || isFailure(outcome);
}
