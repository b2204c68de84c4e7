import type { ChildTask, ChildTaskManager } from '../contracts/child-task-manager';
import type { Scope } from '../contracts/scope';
import type { Json } from '../model/json';
import { itemPath } from '../model/paths';
import type { CollectionTask } from './definition';

/** Where the items stand. */
export interface ItemPlace {
  readonly path: string;
  readonly scope: Scope;
  readonly items: readonly Json[];
}

/** Makes the task of each item: its path by position, its names `item` and `index` (or as the task calls them). */
export class ChildBuilder implements ChildTaskManager<CollectionTask, ItemPlace> {
  prepareChildren(task: CollectionTask, { path, scope, items }: ItemPlace): readonly ChildTask[] {
    return items.map((item, index) => ({
      task: task.task,
      path: itemPath(path, index),
      visit: 1,
      scope: scope.bind({ [task.as]: item, [task.indexAs]: index }).openList(),
    }));
  }
}
