import type { ActionResult, Json, ReceivedSignal, TaskFailure, TaskOutcome, WaitingRun } from '@octavo/orchestrators';

/** Told what the world answers to visits of the old engine, as it happens: the new engine computes beside it from that. */
export interface Journal {
  /** An action of the visit `path` ended. */
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
  readonly end: ActionResult | TaskFailure;
}
