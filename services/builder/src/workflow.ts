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

/** The fields of a definition other than its tasks, output and handlers. */
export interface DefinitionOptions {
  /** Semantic version; default 1.0.0. */
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** JSON Schema of the input. */
  readonly input?: Json;
  /** Variables of the run, with their initial values. */
  readonly vars?: JsonObject;
  /** For the whole run. */
  readonly timeout?: string;
  /** For basic tasks, merged field by field. */
  readonly defaults?: { readonly retry?: NonNullable<BasicFields['retry']>; readonly timeout?: string };
}

/** Starts a definition. `id` is kebab-case. */
export function workflow(id: string, options: DefinitionOptions = {}): WorkflowBuilder {
  return new WorkflowBuilder({ octavo: 1, id, ...options, tasks: [] });
}

/** Builds a definition. Every method returns a new builder. Mistakes are reported when the definition is used. */
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

  /** Sets the output of the run. */
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
