import { findNearest } from '@octavo/orchestrators/model';
import type { WaitsView } from '@octavo/orchestrators';
import type { Execution } from './execution';

/** The state of a run when a signal was sent to it. */
export type SignalReport = MetWaits | MetNobody;

/** A worker answered for the run just before the signal was sent. */
export interface MetWaits extends WaitsView {
  readonly isAnswered: true;
  /** The waited-for name that is most similar to the signal's name, if none is equal. */
  readonly nearest?: string;
}

/** No worker answered within a second. The server has the signal, and the run handles it when a worker starts. */
export interface MetNobody {
  readonly isAnswered: false;
  /** The names in the run's search attribute; absent if it has none. */
  readonly waitingFor?: readonly string[];
  /** The task queue that needs a worker. */
  readonly taskQueue: string;
}

/** The state of a run when it was cancelled. */
export interface CancelReport {
  /** The signal names that the run was waiting for, from its search attribute. */
  readonly waitingFor: readonly string[];
  /** The task queue that needs a worker, which ends the run. */
  readonly taskQueue: string;
  /** Whether a worker polls it; true if the caller has no permission to see that. */
  readonly hasWorker: boolean;
}

/** The report from a worker's answer. */
export function reportOf(name: string, view: WaitsView): MetWaits {
  const { waitingFor } = view;
  const nearest = waitingFor.includes(name) ? undefined : findNearest(name, waitingFor);
  return { isAnswered: true, ...view, ...(nearest === undefined ? {} : { nearest }) };
}

/** The report without a worker's answer. */
export function unansweredReport(
  { taskQueue }: Pick<Execution, 'taskQueue'>,
  waitingFor: readonly string[] | undefined,
): MetNobody {
  return { isAnswered: false, taskQueue, ...(waitingFor === undefined ? {} : { waitingFor }) };
}
