import type { Json, JsonObject, RunVariables } from '@octavo/orchestrators';
import { DeclaredVariables } from '@octavo/orchestrators/language';

/** The variables as the compared visit sees them: its own assignments, and those that were made inside of it. */
export class ShadowVariables implements RunVariables {
  #declared: DeclaredVariables;

  constructor(values: JsonObject) {
    this.#declared = new DeclaredVariables(values);
  }

  get values(): JsonObject {
    return this.#declared.values;
  }

  assign(values: Readonly<Record<string, Json>>): void {
    this.#declared.assign(values);
  }

  /** What they were when a task inside had ended. */
  restore(values: JsonObject): void {
    this.#declared = new DeclaredVariables(values);
  }
}
