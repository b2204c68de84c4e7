import type { Json, JsonObject } from '../model/json';

/** The run-scoped variables. */
export interface RunVariables {
  readonly values: JsonObject;
  /**
   * Assigns declared variables, all at once. Throws `TaskFailure` for an undeclared variable, or when all of them
   * together are too large.
   */
  assign(values: Readonly<Record<string, Json>>): void;
}
