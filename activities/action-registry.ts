import type { ActivityAction } from '@octavo/orchestrators';

/** The actions of a worker, by name. */
export class ActionRegistry {
  readonly #actions = new Map<string, ActivityAction>();

  /** @throws Error if two actions have the same name */
  constructor(actions: readonly ActivityAction[] = []) {
    for (const action of actions) this.register(action);
  }

  /** @throws Error if another action has the same name */
  register(action: ActivityAction): void {
    if (this.#actions.has(action.name)) {
      throw new Error(`There are two actions "${action.name}": rename one of them, or remove one of their files.`);
    }
    this.#actions.set(action.name, action);
  }

  get(name: string): ActivityAction | undefined {
    return this.#actions.get(name);
  }

  /** All actions, sorted by name. */
  list(): readonly ActivityAction[] {
    return [...this.#actions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
