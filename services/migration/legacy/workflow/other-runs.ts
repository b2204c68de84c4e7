import type { Json, TaskPriority } from '@octavo/orchestrators';
import type { PreparedBasic, PreparedSignal } from '../contracts/create-state';
import type { DoneResult } from '../contracts/response';
import type { AttemptStart } from './execution/attempt-start';

/** Access to other runs: of this engine from `legacyRun`, of both engines from a run with the adapter. */
export interface OtherRuns {
  /** Returns the ids of the runs that received the signal; rejects if the current work was cancelled. */
  signal(request: PreparedSignal, path: string): Promise<readonly string[]>;
  /** One attempt of `workflow.run`. */
  run(work: ChildRunWork, start: AttemptStart): Promise<DoneResult<Json>>;
}

/** A task whose action is `workflow.run`. */
export interface ChildRunWork {
  readonly path: string;
  readonly prepared: PreparedBasic;
  readonly priority: TaskPriority;
  readonly idempotencyKey: string;
}
