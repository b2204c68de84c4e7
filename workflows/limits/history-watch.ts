import { maxBytes, TaskFailure } from '@octavo/orchestrators';
import type { WorkflowInfo } from '@temporalio/workflow';

/** Temporal terminates a run at 51,200 events or 50 MiB; Octavo needs the rest to end the run with a result. */
const MAX_EVENTS = 40_000;
/** Estimate of the events that a pending command still adds, its share of workflow tasks included. */
const EVENTS_OF_A_COMMAND = 3;

export type HistorySize = Pick<WorkflowInfo, 'historyLength' | 'historySize'>;

export interface HistoryWatchParts {
  /** The current size of the history. */
  history(): HistorySize;
  /** Number of commands whose result has not arrived. */
  pending(): number;
  /** Called with HISTORY_TOO_LONG by each check that finds the history too long. */
  onTooLong(failure: TaskFailure): void;
}

/** Reports when the history comes close to Temporal's limits, so that the run can end with a result before. */
export class HistoryWatch {
  readonly #parts: HistoryWatchParts;

  constructor(parts: HistoryWatchParts) {
    this.#parts = parts;
  }

  /** Call before each operation that adds events. */
  check(): void {
    const { historyLength, historySize } = this.#parts.history();
    const events = historyLength + EVENTS_OF_A_COMMAND * this.#parts.pending();
    if (events < MAX_EVENTS && historySize < maxBytes.history) return;
    const message = `the history of this run has ${historyLength} events and ${historySize} bytes; a run ends at ${MAX_EVENTS} events or ${maxBytes.history} bytes`;
    this.#parts.onTooLong(new TaskFailure('HISTORY_TOO_LONG', message));
  }
}
