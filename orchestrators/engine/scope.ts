import type { RunVariables } from '../contracts/run-variables';
import type { ListScope, Scope } from '../contracts/scope';
import { Namespace } from '../expressions';
import type { Json, JsonObject } from '../model/json';
import { byteLength, maxBytes } from '../model/size';
import { TaskFailure } from '../model/task-error';
import type { TaskState } from '../model/task-state';

/** Returns the value of a root name; undefined if there is none. */
export type Lookup = (name: string) => Json | undefined;

/** The outermost scope: `input`, `vars`, `run`. */
export function rootScope(lookup: Lookup): Scope {
  return new LexicalScope(undefined, lookup);
}

/** A scope that looks up the names that it does not have in the scope around it. */
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

/** The fields of a task that expressions can read. */
function viewOf(state: TaskState): Json {
  const { status, output, error, startedAt, endedAt, attempt, visit, handled } = state;
  return { status, output, error: error === null ? null : { ...error }, startedAt, endedAt, attempt, visit, handled };
}

/** The variables of one run: declared by the definition, changed by `set`. */
export class DeclaredVariables implements RunVariables {
  #values: JsonObject;
  readonly #sizes: Map<string, number>;

  /** Throws `TaskFailure` PAYLOAD_TOO_LARGE. */
  constructor(values: JsonObject) {
    this.#values = values;
    this.#sizes = new Map(Object.entries(values).map(([name, value]) => [name, sizeOf(name, value)]));
    checkSize(this.#sizes);
  }

  get values(): JsonObject {
    return this.#values;
  }

  assign(values: Readonly<Record<string, Json>>): void {
    const sizes = new Map(this.#sizes);
    for (const [name, value] of Object.entries(values)) {
      if (!sizes.has(name)) throw new TaskFailure('EXPRESSION_FAILED', `"${name}" is not declared in vars`);
      sizes.set(name, sizeOf(name, value));
    }
    checkSize(sizes);
    for (const [name, sizeBytes] of sizes) this.#sizes.set(name, sizeBytes);
    this.#values = { ...this.#values, ...values };
  }
}

function sizeOf(name: string, value: Json): number {
  return name.length + byteLength(value);
}

function checkSize(sizes: ReadonlyMap<string, number>): void {
  let sizeBytes = 0;
  for (const size of sizes.values()) sizeBytes += size;
  if (sizeBytes <= maxBytes.variables) return;
  throw new TaskFailure(
    'PAYLOAD_TOO_LARGE',
    `vars would have ${sizeBytes} bytes together, the limit is ${maxBytes.variables}`,
  );
}
