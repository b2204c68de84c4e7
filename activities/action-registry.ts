import type { ActivityAction } from '@octavo/orchestrators';

/** The actions that a worker knows, by name. */
export class ActionRegistry {
  readonly #actions = new Map<string, ActivityAction>();

  /** @throws Error where two of them have one name */
  constructor(actions: readonly ActivityAction[] = []) {
    for (const action of actions) this.register(action);
  }

  /** @throws Error where the name is taken */
  register(action: ActivityAction): void {
    if (this.#actions.has(action.name)) {
      throw new Error(`There are two actions "${action.name}"; rename one, or leave one of the files out.`);
    }
    this.#actions.set(action.name, action);
  }

  get(name: string): ActivityAction | undefined {
    return this.#actions.get(name);
  }

  /** All actions, by name. */
  list(): readonly ActivityAction[] {
    return [...this.#actions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
