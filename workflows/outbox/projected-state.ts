import { byteLength, type Json, maxBytes, overheadBytes, type TaskState } from '@octavo/orchestrators';
import type { StoredTaskState } from '@octavo/state';
import { workflowInfo } from '@temporalio/workflow';

const OMITTED_BYTES = 50;

/** A state on its way to the store. */
export type ProjectedState = StoredTaskState;

/** A state of a run that has had earlier executions has an epoch, so that it takes the place of what they wrote. */
export type StateOfEpoch = TaskState & Pick<StoredTaskState, 'epoch'>;

/** What the store gets of a state: nothing that only the engine needs, and no large value. */
export function projectState(full: StateOfEpoch): ProjectedState {
  const { progress: _progress, next: _next, handling: _handling, ...stored } = full;
  if (stored.output === null && stored.error === null) return stored;
  const error = stored.error === null ? null : { ...stored.error, details: bounded(stored.error.details) };
  return { ...stored, output: bounded(stored.output), error };
}

/** About how large the projection of a state is, in bytes. */
export function sizeOfState({ path, output, error }: TaskState): number {
  const errorBytes = error === null ? 0 : 3 * error.message.length + boundedSize(error.details);
  return overheadBytes.state + 2 * path.length + boundedSize(output) + errorBytes;
}

function boundedSize(value: Json): number {
  const sizeBytes = sizeOf(value);
  return sizeBytes > maxBytes.storedValue ? OMITTED_BYTES : sizeBytes;
}

function bounded(value: Json): Json {
  const sizeBytes = sizeOf(value);
  return sizeBytes > maxBytes.storedValue ? { omitted: true, sizeBytes } : value;
}

// Most states have no output, and most outputs are small.
function sizeOf(value: Json): number {
  return typeof value === 'object' && value !== null ? byteLength(value) : 3 * String(value).length;
}

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
