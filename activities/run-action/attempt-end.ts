import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { WORKER_SHUTDOWN } from './shutdown-failure';

/** How one attempt of an action ended, for whoever counts. */
export interface AttemptEnd {
  /** As it was asked for: the worker may know no action of that name. */
  readonly action: string;
  /** CANCELED also where the worker shut down. */
  readonly status: 'SUCCESS' | 'FAILED' | 'CANCELED';
  /** Empty for a success. */
  readonly code: string;
  readonly durationMs: number;
}

/** Is told of each attempt after its end. Must not throw. */
export type AttemptListener = (end: AttemptEnd) => void;

/** Undefined for an output that a local activity cannot carry: the same attempt is made again, and counts then. */
export function endOfFailure(failure: Error): Pick<AttemptEnd, 'status' | 'code'> | undefined {
  if (!(failure instanceof ApplicationFailure)) return { status: 'CANCELED', code: 'CANCELED' };
  const { type, category } = failure;
  if (category === ApplicationFailureCategory.BENIGN) return undefined;
  return { status: type === WORKER_SHUTDOWN ? 'CANCELED' : 'FAILED', code: type ?? '' };
}
