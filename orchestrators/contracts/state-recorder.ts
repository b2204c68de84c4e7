import type { Json } from '../model/json';
import type { TaskState } from '../model/task-state';

/** Records the state of one task visit. Each call is one transition; the runtime takes it to the store. */
export interface StateRecorder {
  /** What stands recorded now, also by an earlier execution of the run; undefined before the first transition. */
  readonly state: TaskState | undefined;
  /** What the type recorded last; undefined where it has not. Types read and write it by a `Progress`. */
  readonly progress: RecordedProgress | undefined;
  /** RUNNING, with what the type needs to go on from here. */
  running(progress: RecordedProgress): void;
  /** WAITING for a signal or a time. */
  waiting(progress: RecordedProgress): void;
}

/** What a type needs to go on from where it was, and the version of its shape. */
export interface RecordedProgress {
  readonly kept: Json;
  readonly version: number;
}
