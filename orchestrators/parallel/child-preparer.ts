import type { ChildTask, ChildTaskManager } from '../contracts/child-task-manager';
import type { ListScope } from '../contracts/scope';
import { childPath } from '../model/paths';
import { TaskFailure } from '../model/task-error';
import type { ParallelTask } from './definition';
import { NeededSiblings } from './needed-siblings';

type Children = ParallelTask['tasks'];

/** Where the children stand. */
export interface ChildPlace {
  readonly path: string;
  readonly scope: ListScope;
}

/** Gives each child its path; all share one list, of which a child sees the siblings that it needs. */
export class ChildPreparer implements ChildTaskManager<Pick<ParallelTask, 'tasks'>, ChildPlace> {
  prepareChildren({ tasks }: Pick<ParallelTask, 'tasks'>, { path, scope }: ChildPlace): readonly ChildTask[] {
    return tasks.map((task) => ({
      task,
      path: childPath(path, task.id),
      visit: 1,
      scope: new NeededSiblings(scope, () => neededBy(task.id, tasks)),
    }));
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

/** The ids of what `id` needs, directly or not. */
function neededBy(id: string, tasks: Children): ReadonlySet<string> {
  const needs = new Map(tasks.map((task) => [task.id, task.needs ?? []]));
  const found = new Set<string>();
  for (const open = [...(needs.get(id) ?? [])]; open.length > 0; ) {
    const need = open.pop() ?? id;
    if (found.has(need)) continue;
    found.add(need);
    open.push(...(needs.get(need) ?? []));
  }
  return found;
}
