import type { ChildTask } from '../contracts/child-task-manager';
import type { Scope } from '../contracts/scope';
import { itemPath } from '../model/paths';
import type { CollectionStart } from './collection-start';
import type { CollectionTask } from './definition';

/** The items of a collection: each has a path by its position, and its names `item` and `index` (or as the task calls them). */
export class Items {
  readonly count: number;
  readonly #task: Pick<CollectionTask, 'task' | 'as' | 'indexAs'>;
  readonly #items: CollectionStart['items'];
  readonly #place: ItemPlace;

  constructor(
    task: Pick<CollectionTask, 'task' | 'as' | 'indexAs'>,
    items: CollectionStart['items'],
    place: ItemPlace,
  ) {
    this.count = items.length;
    this.#task = task;
    this.#items = items;
    this.#place = place;
  }

  pathAt(index: number): string {
    return itemPath(this.#place.path, index);
  }

  childAt(index: number): ChildTask {
    const { task, as, indexAs } = this.#task;
    const names = { [as]: this.#items[index] ?? null, [indexAs]: index };
    return { task, path: this.pathAt(index), visit: 1, scope: this.#place.scope.bind(names).openList() };
  }
}

/** The path of an item's position. */
export interface ItemPlace {
  readonly path: string;
  readonly scope: Scope;
}
