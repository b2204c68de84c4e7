import { maxBytes, TaskFailure } from '@octavo/orchestrators';
import type { WorkflowInfo } from '@temporalio/workflow';

/** Temporal terminates a run at 51,200 events or 50 MiB; what is left is needed to end in good order. */
const MAX_EVENTS = 40_000;
/** What a pending command still adds: scheduled, started, completed, and its share of workflow tasks. */
const EVENTS_OF_A_COMMAND = 3;

export type HistorySize = Pick<WorkflowInfo, 'historyLength' | 'historySize'>;

export interface HistoryWatchParts {
  /** How large the history is now. */
  history(): HistorySize;
  /** Commands that have not been answered. */
  pending(): number;
  /** Called with HISTORY_TOO_LONG by each check that finds the history too long. */
  onTooLong(failure: TaskFailure): void;
}

/** Tells that a run is about to outgrow what Temporal takes, so that it ends in good order. */
export class HistoryWatch {
  readonly #parts: HistoryWatchParts;

  constructor(parts: HistoryWatchParts) {
    this.#parts = parts;
  }

  /** Called before whatever makes the history grow. */
  check(): void {
    const { historyLength, historySize } = this.#parts.history();
    const events = historyLength + EVENTS_OF_A_COMMAND * this.#parts.pending();
    if (events < MAX_EVENTS && historySize < maxBytes.history) return;
    const message = `the history of this run has ${historyLength} events and ${historySize} bytes; at ${MAX_EVENTS} events or ${maxBytes.history} bytes a run ends`;
    this.#parts.onTooLong(new TaskFailure('HISTORY_TOO_LONG', message));
  }
}
