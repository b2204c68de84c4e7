import type { Json, JsonObject, RunInfo, TaskState } from '@octavo/orchestrators';

/** What the expressions of one task see, as values: an activity needs nothing else to evaluate them. */
export interface TaskContext {
  readonly run: RunInfo;
  /** The workflow's time, milliseconds since the epoch: `now`, and the time of the transition. */
  readonly nowMs: number;
  /** `input`, `vars`, `item`, `index`, `error`, `signal`, …, where the task mentions them. */
  readonly bindings: JsonObject;
  /** The finished tasks that the task mentions. */
  readonly tasks: readonly TaskState[];
  /** For aggregates without `from`: the outputs of the list's finished tasks. */
  readonly listOutputs?: readonly Json[];
}
