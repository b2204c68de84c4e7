import type { ChildTask, ChildTaskManager } from '../contracts/child-task-manager';
import type { ListScope } from '../contracts/scope';
import { childPath } from '../model/paths';
import { TaskFailure } from '../model/task-error';
import type { TaskNode } from '../model/plan';
import type { ParallelTask } from './definition';

/** Where the children stand. */
export interface ChildPlace {
  readonly path: string;
  readonly scope: ListScope;
}

/** Gives each child its path; all share one list, so a child sees the siblings that it needs. */
export class ChildPreparer implements ChildTaskManager<ParallelTask, ChildPlace> {
  prepareChildren(task: ParallelTask, { path, scope }: ChildPlace): readonly ChildTask[] {
    return task.tasks.map((child) => ({ task: child, path: childPath(path, child.id), visit: 1, scope }));
  }
}

/** The places of the siblings that `child` needs. */
export function neededPlaces(task: ParallelTask, child: TaskNode): readonly number[] {
  return (child.needs ?? []).map((id) => {
    const place = task.tasks.findIndex((sibling) => sibling.id === id);
    if (place < 0) throw new TaskFailure('INTERNAL', `"${child.id}" needs "${id}", which is no task of its parallel`);
    return place;
  });
}
