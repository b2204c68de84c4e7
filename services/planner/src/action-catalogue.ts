import { type ActionDeclaration, type ActionLookup, workflowActions } from '@octavo/orchestrators/definitions';

/** The actions that a planner knows: those of the workflow, and those that it was given. */
export class ActionCatalogue implements ActionLookup {
  readonly names: readonly string[];
  readonly #actions: ReadonlyMap<string, ActionDeclaration>;

  constructor(actions: readonly ActionDeclaration[]) {
    this.#actions = new Map([...workflowActions, ...actions].map((action) => [action.name, action]));
    this.names = [...this.#actions.keys()];
  }

  find(name: unknown): ActionDeclaration | undefined {
    return typeof name === 'string' ? this.#actions.get(name) : undefined;
  }
}
