import type { Json, JsonObject, RunInfo, TaskState } from '@octavo/orchestrators';

/** All values that an activity needs to evaluate the expressions of one task. */
export interface TaskContext {
  readonly run: RunInfo;
  /** The workflow's time, milliseconds since the epoch: `now`, and the time of the transition. */
  readonly nowMs: number;
  /** `input`, `vars`, `item`, `index`, `error`, `signal`, …, if the task uses them. */
  readonly bindings: JsonObject;
  /** The finished tasks that the task refers to. */
  readonly tasks: readonly TaskState[];
  /** For aggregates without `from`: the outputs of the list's finished tasks. */
  readonly listOutputs?: readonly Json[];
}
