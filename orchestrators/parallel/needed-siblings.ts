import type { ListScope, Scope } from '../contracts/scope';
import type { Json } from '../model/json';
import type { TaskState } from '../model/task-state';

/** The list of a parallel as one child sees it: of its siblings, those that it needs, directly or not. */
export class NeededSiblings implements ListScope {
  readonly #list: ListScope;
  readonly #needed: () => ReadonlySet<string>;

  /** `needed` gives the ids of the siblings; asked only where the child wants to know of all at once. */
  constructor(list: ListScope, needed: () => ReadonlySet<string>) {
    this.#list = list;
    this.#needed = needed;
  }

  // Single names were checked against `needs` by the planner.
  get(name: string): unknown {
    return this.#list.get(name);
  }

  bind(bindings: Readonly<Record<string, Json>>): Scope {
    return this.#list.bind(bindings);
  }

  openList(): ListScope {
    return this.#list.openList();
  }

  finished(id: string): TaskState | undefined {
    return this.#list.finished(id);
  }

  finishedIds(): readonly string[] {
    return this.#list.finishedIds();
  }

  finish(state: TaskState): void {
    this.#list.finish(state);
  }

  outputs(): Readonly<Record<string, Json>> {
    const needed = this.#needed();
    return Object.fromEntries(Object.entries(this.#list.outputs()).filter(([id]) => needed.has(id)));
  }
}
