import type { Json, JsonObject, TaskState } from '@octavo/orchestrators';

/** The names that a task sees, as they grow while the run goes on; inner names shadow outer ones. */
export class LegacyScope {
  readonly #parent: LegacyScope | undefined;
  readonly #bindings: JsonObject;
  readonly #finished = new Map<string, TaskState>();

  constructor(parent?: LegacyScope, bindings: JsonObject = {}) {
    this.#parent = parent;
    this.#bindings = bindings;
  }

  bind(bindings: JsonObject): LegacyScope {
    return new LegacyScope(this, bindings);
  }

  openList(): LegacyScope {
    return new LegacyScope(this);
  }

  /** Makes `state` the latest finished visit of its task in this list. */
  finish(state: TaskState): void {
    this.#finished.delete(state.id);
    this.#finished.set(state.id, state);
  }

  get bindings(): JsonObject {
    return { ...this.#parent?.bindings, ...this.#bindings };
  }

  /** The finished tasks of this list and the enclosing ones, by id. */
  get finished(): ReadonlyMap<string, TaskState> {
    return new Map([...(this.#parent?.finished ?? []), ...this.#finished]);
  }

  /** The outputs of this list's finished tasks, in the order of ending. */
  get outputs(): readonly Json[] {
    const ended = [...this.#finished.values()].filter(({ status, handled }) => status === 'SUCCESS' || handled);
    return ended.map(({ output }) => output);
  }
}
