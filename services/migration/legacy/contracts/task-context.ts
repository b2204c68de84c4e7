import type { Json, JsonObject, RunInfo, TaskState } from '@octavo/orchestrators';

/** What the expressions of one task see, as values: an activity needs nothing else to evaluate them. */
export interface TaskContext {
  readonly run: RunInfo;
  /** The workflow's time, milliseconds since the epoch: `now`, and the time of the transition. */
  readonly nowMs: number;
  /** Absent where the task does not mention it; so with `vars`. */
  readonly input?: Json;
  readonly vars?: JsonObject;
  /** `item`, `index`, `error`, `signal`, …: the inner ones where names are the same. */
  readonly bindings: JsonObject;
  /** The finished tasks that the task mentions. */
  readonly tasks: readonly TaskState[];
  /** For aggregates without `from`: the outputs of the list's finished tasks. */
  readonly listOutputs?: readonly Json[];
}
