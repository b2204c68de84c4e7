import { workflowInfo } from '@temporalio/workflow';
import type { ProjectedState } from './projected-state';

/** True in an execution of the run that is not its first: a reset made it, or a retry by Temporal. */
export function isLaterExecution(): boolean {
  const { runId, firstExecutionRunId } = workflowInfo();
  return runId !== firstExecutionRunId;
}

/**
 * A state as it is stored. In a later execution it has the time as its epoch, in milliseconds, so that it takes the place of
 * what earlier executions wrote, which may be final. The time of a workflow never goes back, so later states stay later.
 */
export function withEpoch<State extends object>(state: State): State & Pick<ProjectedState, 'epoch'> {
  return isLaterExecution() ? { ...state, epoch: Date.now() } : state;
}
