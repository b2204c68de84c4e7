import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActionFailureDetails } from './run-action-request';

/** Type of the failure of an attempt that the worker's shutdown ended: it says nothing about the action. */
export const WORKER_SHUTDOWN = 'WORKER_SHUTDOWN';

/**
 * The failure for an attempt that ended because its worker shuts down; undefined where that was not the reason. Temporal
 * gives the attempt to another worker; where that was the last one, the workflow asks again.
 */
export function shutdownFailure(reason: unknown, details: ActionFailureDetails): ApplicationFailure | undefined {
  if (!(reason instanceof CancelledFailure) || reason.message !== WORKER_SHUTDOWN) return undefined;
  return ApplicationFailure.retryable('The worker shut down while the action ran', WORKER_SHUTDOWN, details);
}
