import type { ListScope, Scope } from '../contracts/scope';
import type { Json } from '../model/json';
import type { TaskState } from '../model/task-state';

/** The list of a parallel as seen by one child: only the siblings that it needs, directly or indirectly. */
export class NeededSiblings implements ListScope {
  readonly #list: ListScope;
  readonly #needed: () => ReadonlySet<string>;

  /** `needed` returns the ids of these siblings; it is called only if the child reads all of them at once. */
  constructor(list: ListScope, needed: () => ReadonlySet<string>) {
    this.#list = list;
    this.#needed = needed;
  }

  // The planner has checked single names against `needs`.
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
