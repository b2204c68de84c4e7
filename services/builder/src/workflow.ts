import type { BasicFields, ErrorHandler, Json, JsonObject } from '@octavo/orchestrators/definitions';
import type { Task } from './tasks';

/** A definition as it is written: the data model of YAML and JSON. */
export interface Definition extends DefinitionOptions {
  readonly octavo: 1;
  readonly id: string;
  readonly tasks: readonly Task[];
  readonly output?: Json;
  readonly onError?: readonly ErrorHandler[];
}

/** What a definition says beside its tasks. */
export interface DefinitionOptions {
  /** Semantic version; default 1.0.0. */
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** JSON Schema of the input. */
  readonly input?: Json;
  /** Variables of the run and their first values. */
  readonly vars?: JsonObject;
  /** For the whole run. */
  readonly timeout?: string;
  /** For basic tasks, merged field by field. */
  readonly defaults?: { readonly retry?: NonNullable<BasicFields['retry']>; readonly timeout?: string };
}

/** Begins a definition. `id` is kebab-case. */
export function workflow(id: string, options: DefinitionOptions = {}): WorkflowBuilder {
  return new WorkflowBuilder({ octavo: 1, id, ...options, tasks: [] });
}

/** Puts a definition together; every step gives a new builder. What is wrong is told where the definition is used. */
export class WorkflowBuilder {
  readonly #definition: Definition;

  constructor(definition: Definition) {
    this.#definition = definition;
  }

  /** Adds a task at the end. */
  task(task: Task): WorkflowBuilder {
    return this.tasks([task]);
  }

  /** Adds tasks at the end. */
  tasks(tasks: readonly Task[]): WorkflowBuilder {
    return this.#with({ tasks: [...this.#definition.tasks, ...tasks] });
  }

  /** Adds a handler for errors that leave the tasks. */
  onError(handler: Omit<ErrorHandler, 'then'>): WorkflowBuilder {
    return this.#with({ onError: [...(this.#definition.onError ?? []), handler] });
  }

  /** Sets what the run gives. */
  output(output: Json): WorkflowBuilder {
    return this.#with({ output });
  }

  /** The definition, for the client, the planner, or a file. */
  toDefinition(): Definition {
    return structuredClone(this.#definition);
  }

  /** So that `JSON.stringify` writes the definition. */
  toJSON(): Definition {
    return this.toDefinition();
  }

  #with(changes: Partial<Definition>): WorkflowBuilder {
    return new WorkflowBuilder({ ...this.#definition, ...changes });
  }
}
