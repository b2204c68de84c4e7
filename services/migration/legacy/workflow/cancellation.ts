import { CancellationScope, CancelledFailure, isCancellation } from '@temporalio/workflow';

/** True if the current work was cancelled: by the run, a container around it, or its timeout. */
export function isCanceled(): boolean {
  return CancellationScope.current().consideredCancelled;
}

/** Throws Temporal's cancellation if the current work was cancelled. */
export function throwIfCanceled(): void {
  if (isCanceled()) throw new CancelledFailure('cancelled');
}

/** True for an error from the cancellation of the current work, not from another cancellation. */
export function isOwnCancellation(thrown: unknown): boolean {
  return isCancellation(thrown) && isCanceled();
}
