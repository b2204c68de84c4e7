import type {
  ActionResult,
  Engine,
  Json,
  ReceivedSignal,
  TaskFailure,
  TaskOutcome,
  TaskRunner,
  WaitingRun,
} from '@octavo/orchestrators';
import type { Piggyback } from '@octavo/workflows';

/** The interface of the old engine for the adapter. */
export interface OldEngine {
  /** Its task types; the new engine runs all others. */
  readonly types: readonly string[];
  /** Creates the runner of one run. */
  createRunner(parts: OldEngineParts): TaskRunner;
}

export interface OldEngineParts {
  readonly engine: Engine;
  /** Attaches data to its activities. */
  readonly piggyback: Piggyback;
  /** Records the results of its requests. */
  readonly journal: Journal;
}

/** Records results of visits of the old engine as they arrive; the shadow computes the same visits from them. */
export interface Journal {
  /** An action of the visit `path` ended, or was cancelled. */
  action(path: string, entry: ActionEntry): void;
  /** A signal was offered to the wait `path`. */
  signal(path: string, signal: ReceivedSignal): void;
  /** The signal task `path` searched for waiting runs. */
  found(path: string, runs: readonly WaitingRun[]): void;
  /** The signal task `path` has sent its signal to these runs. */
  sent(path: string, workflowIds: readonly string[]): void;
  /** The task `path`, inside of a visit of the old engine, ended. */
  child(path: string, outcome: TaskOutcome): void;
}

export interface ActionEntry {
  readonly action: string;
  /** Its input. */
  readonly input: Json;
  /** Absent if the visit was cancelled first, by its timeout. */
  readonly end?: ActionResult | TaskFailure;
}
