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

/** The engine that a rollout leaves, as the adapter sees it. */
export interface OldEngine {
  /** Task types that it knows; all others are the new engine's. */
  readonly types: readonly string[];
  /** One for each run. */
  createRunner(parts: OldEngineParts): TaskRunner;
}

export interface OldEngineParts {
  readonly engine: Engine;
  /** Attaches data to its activities. */
  readonly piggyback: Piggyback;
  /** Told what the world answered. */
  readonly journal: Journal;
}

/** Told what the world answers to visits of the old engine, as it happens: the new engine computes beside it from that. */
export interface Journal {
  /** An action of the visit `path` ended, or was cut off. */
  action(path: string, entry: ActionEntry): void;
  /** A signal was offered to the wait `path`. */
  signal(path: string, signal: ReceivedSignal): void;
  /** The signal task `path` looked for runs that wait. */
  found(path: string, runs: readonly WaitingRun[]): void;
  /** The signal task `path` has sent; to whom. */
  sent(path: string, workflowIds: readonly string[]): void;
  /** The task `path`, inside of a visit of the old engine, ended. */
  child(path: string, outcome: TaskOutcome): void;
}

export interface ActionEntry {
  readonly action: string;
  /** What it was asked with. */
  readonly input: Json;
  /** Absent: the visit was cancelled first, by its timeout. */
  readonly end?: ActionResult | TaskFailure;
}
