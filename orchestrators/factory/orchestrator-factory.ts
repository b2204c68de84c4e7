import type { TaskOrchestrator } from '../contracts/task-orchestrator';
import { TaskFailure } from '../model/task-error';

/** Creates the orchestrator of a type. Orchestrators have no state, so one instance serves all tasks. */
export type OrchestratorMaker = () => TaskOrchestrator;

/** Knows the orchestrator of each task type; no other code does. */
export class OrchestratorFactory {
  readonly #makers = new Map<string, OrchestratorMaker>();
  readonly #made = new Map<string, TaskOrchestrator>();

  get types(): readonly string[] {
    return [...this.#makers.keys()];
  }

  /** Throws INTERNAL for a type that is registered already. */
  register(type: string, make: OrchestratorMaker): this {
    if (this.#makers.has(type)) throw new TaskFailure('INTERNAL', `task type "${type}" is registered twice`);
    this.#makers.set(type, make);
    return this;
  }

  /** Throws UNKNOWN_TASK_TYPE, listing the known ones. */
  create(type: string): TaskOrchestrator {
    const known = this.#made.get(type) ?? this.#makers.get(type)?.();
    if (known === undefined)
      throw new TaskFailure(
        'UNKNOWN_TASK_TYPE',
        `no orchestrator for task type "${type}"; known are ${this.types.join(', ')}`,
      );
    this.#made.set(type, known);
    return known;
  }
}
