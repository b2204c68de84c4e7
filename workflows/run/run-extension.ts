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
import type { Piggyback } from '../outbox/piggyback';
import type { EndCounter } from './end-counter';

/** The parts of a `RunSession`. */
export interface SessionRequest extends PlannedRun {
  readonly factory: OrchestratorFactory;
  readonly extend?: ExtendRun | undefined;
  readonly ends: EndCounter;
}

/** A run that is ready to start. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly input: Json;
  readonly checkpoint?: Checkpoint;
  readonly keyPrefix?: string;
  /** True if the worker reported that the server has Octavo's search attributes. */
  readonly hasSearchAttributes?: boolean;
  readonly migration?: Json;
  /** Data for the extension, from the reply of the worker that planned the run. */
  readonly along?: Json;
}

/** What workflow code adds to its runs: other engines, and data that is sent with activities. */
export interface RunExtension {
  readonly piggyback: Piggyback;
  selectEngine(engine: Engine): EngineSelector;
  /** Called with every state of the run, from either engine. */
  see(state: TaskState): void;
}

/**
 * Extends a run. Returns undefined for runs that it does not extend; those have no extra cost. It must decide by the
 * request alone, which is in the history, so that replays decide alike.
 */
export type ExtendRun = (request: ExtensionRequest) => RunExtension | undefined;

export interface ExtensionRequest {
  /** `migration` of the run's argument. */
  readonly migration: Json | undefined;
  /** Data for the extension, from the reply of the worker that planned the run. */
  readonly reply: Json | undefined;
  readonly plan: Plan;
  readonly run: RunInfo;
  /** Sends the attached data now, by a flush of the outbox. Adds one event. */
  sendNow(): Promise<void>;
  /** True if the server has Octavo's search attributes. */
  readonly hasSearchAttributes: boolean;
}

/** The ports through which the engine calls the extension; none without an extension. */
export function portsOf(
  extension: RunExtension | undefined,
  see: (state: TaskState) => void,
): Pick<RunPorts, 'onAdopted' | 'selectEngine'> {
  if (extension === undefined) return {};
  return { onAdopted: see, selectEngine: (engine) => extension.selectEngine(engine) };
}
