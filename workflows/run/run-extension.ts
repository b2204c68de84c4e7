import type {
  Checkpoint,
  Engine,
  EngineSelector,
  Json,
  OrchestratorFactory,
  Plan,
  RunInfo,
  RunPorts,
  TaskState,
} from '@octavo/orchestrators';
import type { Rider } from '../outbox/rider';
import type { EndCounter } from './end-counter';

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
  /** Makes a round trip now: the rider goes along with what there is to write. One event. */
  makeTrip(): Promise<void>;
  /** True where the server knows Octavo's search attributes. */
  readonly hasSearchAttributes: boolean;
}

/** What the engine asks of its runtime for the extension; nothing where there is none. */
export function portsOf(
  extension: RunExtension | undefined,
  see: (state: TaskState) => void,
): Pick<RunPorts, 'onAdopted' | 'selectEngine'> {
  if (extension === undefined) return {};
  return { onAdopted: see, selectEngine: (engine) => extension.selectEngine(engine) };
}
