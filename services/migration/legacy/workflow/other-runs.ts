import type { Json, TaskPriority } from '@octavo/orchestrators';
import type { PreparedBasic, PreparedSignal } from '../contracts/create-state';
import type { DoneResult } from '../contracts/response';
import type { AttemptStart } from './execution/attempt-start';

/** The way to other runs: of this engine from `legacyRun`, of both from a run that the adapter leads. */
export interface OtherRuns {
  /** Gives the ids of the runs that took delivery of the signal; rejects where the work at hand was cancelled. */
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
