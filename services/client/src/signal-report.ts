import { findNearest } from '@octavo/orchestrators/model';
import type { WaitsView } from '@octavo/orchestrators';
import type { Execution } from './execution';

/** What a signal met when it was sent. */
export type SignalReport = MetWaits | MetNobody;

/** A worker answered for the run just before. */
export interface MetWaits extends WaitsView {
  readonly isAnswered: true;
  /** Of the names that are waited for, the one that is most like the signal's, where none is the same. */
  readonly nearest?: string;
}

/** No worker answered within a second. The server has the signal, and the run handles it when a worker comes. */
export interface MetNobody {
  readonly isAnswered: false;
  /** The names that the run told visibility last; absent where it told none. */
  readonly waitingFor?: readonly string[];
  /** Where a worker is needed. */
  readonly taskQueue: string;
}

/** What a cancellation met. */
export interface CancelReport {
  /** The names of signals that the run was waiting for, as it told visibility. */
  readonly waitingFor: readonly string[];
  /** Where a worker is needed, which ends the run. */
  readonly taskQueue: string;
  /** Whether a worker polls it; true where the caller may not see that. */
  readonly hasWorker: boolean;
}

/** The report for a signal of this name. */
export function reportOf(name: string, view: WaitsView): MetWaits {
  const { waitingFor } = view;
  const nearest = waitingFor.includes(name) ? undefined : findNearest(name, waitingFor);
  return { isAnswered: true, ...view, ...(nearest === undefined ? {} : { nearest }) };
}

/** The same where no worker answers. */
export function unansweredReport(
  { taskQueue }: Pick<Execution, 'taskQueue'>,
  waitingFor: readonly string[] | undefined,
): MetNobody {
  return { isAnswered: false, taskQueue, ...(waitingFor === undefined ? {} : { waitingFor }) };
}
