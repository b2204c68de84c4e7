import type { ChildTask, ChildTaskManager } from '../contracts/child-task-manager';
import type { ListScope } from '../contracts/scope';
import { childPath } from '../model/paths';
import { TaskFailure } from '../model/task-error';
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

/** For every child, the places of the siblings that it needs. */
export function neededPlaces({ tasks }: Pick<ParallelTask, 'tasks'>): readonly (readonly number[])[] {
  const places = new Map(tasks.map(({ id }, place) => [id, place]));
  return tasks.map((child) =>
    (child.needs ?? []).map((id) => {
      const place = places.get(id);
      if (place !== undefined) return place;
      throw new TaskFailure('INTERNAL', `"${child.id}" needs "${id}", which is no task of its parallel`);
    }),
  );
}
