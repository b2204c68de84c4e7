import type { Checkpoint, Json, OrchestratorFactory, Plan } from '@octavo/orchestrators';
import type { EndCounter } from './end-counter';
import type { ExtendRun } from './run-extension';

/** What a `RunSession` is made of. */
export interface SessionRequest extends PlannedRun {
  readonly factory: OrchestratorFactory;
  readonly extend?: ExtendRun | undefined;
  readonly ends: EndCounter;
}

/** What is to be run. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly input: Json;
  readonly checkpoint?: Checkpoint;
  readonly keyPrefix?: string;
  /** The worker says that the server knows our search attributes, although the start set none. */
  readonly hasSearchAttributes?: boolean;
  readonly migration?: Json;
  /** What the worker that planned the run added to its reply. */
  readonly along?: Json;
}
