import type { ListScope, Scope } from '../contracts/scope';
import { Namespace } from '../expressions';
import type { Json } from '../model/json';
import type { TaskState } from '../model/task-state';

/** Looks up a root name; undefined if it does not have it. */
export type Lookup = (name: string) => Json | undefined;

/** The outermost scope: `input`, `vars`, `run`. */
export function rootScope(lookup: Lookup): Scope {
  return new LexicalScope(undefined, lookup);
}

/** A scope that looks up other names in the scope around it. */
class LexicalScope implements Scope {
  readonly #parent: LexicalScope | undefined;
  readonly #lookup: Lookup;
  #tasks: TasksNamespace | undefined;

  constructor(parent: LexicalScope | undefined, lookup: Lookup) {
    this.#parent = parent;
    this.#lookup = lookup;
  }

  get(name: string): Json | Namespace | undefined {
    if (name === 'tasks') {
      this.#tasks ??= new TasksNamespace(this);
      return this.#tasks;
    }
    const own = this.#lookup(name);
    return own === undefined ? this.#parent?.get(name) : own;
  }

  bind(bindings: Readonly<Record<string, Json>>): Scope {
    return new LexicalScope(this, (name) => (Object.hasOwn(bindings, name) ? bindings[name] : undefined));
  }

  openList(): ListScope {
    return new TaskListScope(this);
  }

  finished(id: string): TaskState | undefined {
    return this.#parent?.finished(id);
  }

  finishedIds(): readonly string[] {
    return this.#parent?.finishedIds() ?? [];
  }
}

class TaskListScope extends LexicalScope implements ListScope {
  readonly #finished = new Map<string, TaskState>();

  constructor(parent: LexicalScope) {
    super(parent, () => undefined);
  }

  finish(state: TaskState): void {
    this.#finished.delete(state.id);
    this.#finished.set(state.id, state);
  }

  outputs(): Readonly<Record<string, Json>> {
    const outputs: Record<string, Json> = {};
    for (const state of this.#finished.values()) {
      if (state.status === 'SUCCESS' || state.handled) outputs[state.id] = state.output;
    }
    return outputs;
  }

  override finished(id: string): TaskState | undefined {
    return this.#finished.get(id) ?? super.finished(id);
  }

  override finishedIds(): readonly string[] {
    return [...this.#finished.keys(), ...super.finishedIds()];
  }
}

class TasksNamespace extends Namespace {
  readonly #scope: LexicalScope;

  constructor(scope: LexicalScope) {
    super();
    this.#scope = scope;
  }

  get(id: string): Json | undefined {
    const state = this.#scope.finished(id);
    return state === undefined ? undefined : viewOf(state);
  }

  override keys(): readonly string[] {
    return this.#scope.finishedIds();
  }
}

/** What expressions see of a task. */
function viewOf(state: TaskState): Json {
  const { status, output, error, startedAt, endedAt, attempt, visit, handled } = state;
  return { status, output, error: error === null ? null : { ...error }, startedAt, endedAt, attempt, visit, handled };
}
