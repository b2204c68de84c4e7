import type { Json, JsonObject } from '../model/json';

/** The run-scoped variables. */
export interface RunVariables {
  readonly values: JsonObject;
  /** Assigns declared variables, all at once. Throws `TaskFailure` for an undeclared one or when all become too large. */
  assign(values: Readonly<Record<string, Json>>): void;
}
