import type { Json } from '../model/json';
import type { TaskState } from '../model/task-state';

/** Records the state of one task visit. Each call is one transition, which the runtime writes to the store. */
export interface StateRecorder {
  /** The recorded state, also from an earlier execution of the run; undefined before the first transition. */
  readonly state: TaskState | undefined;
  /** The progress that the type recorded last; undefined if it has recorded none. Types use it through a `Progress`. */
  readonly progress: RecordedProgress | undefined;
  /** Records RUNNING, with the type's progress. */
  running(progress: RecordedProgress): void;
  /** Records WAITING, for a signal or a time. */
  waiting(progress: RecordedProgress): void;
}

/** What a type needs to resume a visit, and the version of its shape. */
export interface RecordedProgress {
  readonly kept: Json;
  readonly version: number;
}
