import { CancellationScope, CancelledFailure, isCancellation } from '@temporalio/workflow';

/** True where the work at hand was cancelled: the run, a container around it, or its timeout. */
export function isCanceled(): boolean {
  return CancellationScope.current().consideredCancelled;
}

/** Throws Temporal's cancellation where the work at hand was cancelled. */
export function throwIfCanceled(): void {
  if (isCanceled()) throw new CancelledFailure('cancelled');
}

/** True for what was thrown because the work at hand was cancelled, and not because somebody else cancelled something. */
export function isOwnCancellation(thrown: unknown): boolean {
  return isCancellation(thrown) && isCanceled();
}
