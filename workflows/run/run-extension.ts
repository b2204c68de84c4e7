import type { Engine, EngineSelector, Json, Plan, RunInfo, TaskState } from '@octavo/orchestrators';
import type { Rider } from '../outbox/rider';
import type { LocalLane } from '../turns/local-lane';

/** What workflow code adds to its runs: other engines, and a rider on the round trips. */
export interface RunExtension {
  readonly rider: Rider;
  selectEngine(engine: Engine): EngineSelector;
  /** Told every state of the run, of either engine. */
  see(state: TaskState): void;
}

/**
 * Adds something to a run, or, for `undefined`, nothing: the run then costs what it costs without. Must decide by the
 * request alone, which is in the history.
 */
export type ExtendRun = (request: ExtensionRequest) => RunExtension | undefined;

export interface ExtensionRequest {
  /** `migration` of the run's argument. */
  readonly asked: Json | undefined;
  /** What the worker that planned the run added to its reply. */
  readonly told: Json | undefined;
  readonly plan: Plan;
  readonly run: RunInfo;
  /** Local activities go through it. */
  readonly lane: Pick<LocalLane, 'run'>;
  /** True where the server knows Octavo's search attributes. */
  readonly hasSearchAttributes: boolean;
}
