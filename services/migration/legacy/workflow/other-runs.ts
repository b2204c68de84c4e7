import type { Json } from '@octavo/orchestrators';
import type { PreparedSignal } from '../contracts/create-state';
import type { DoneResult } from '../contracts/response';
import type { BasicWork } from './actions/basic-work';
import type { AttemptStart } from './execution/attempt-start';

/** The way to other runs: of this engine from `legacyRun`, of both from a run that the adapter leads. */
export interface OtherRuns {
  /** Gives the ids of the runs that took delivery of the signal; rejects where the work at hand was cancelled. */
  signal(request: PreparedSignal, path: string): Promise<readonly string[]>;
  /** One attempt of `workflow.run`. */
  run(work: BasicWork, start: AttemptStart): Promise<DoneResult<Json>>;
}
