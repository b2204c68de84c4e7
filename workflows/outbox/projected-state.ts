import { byteLength, type Json, maxBytes, overheadBytes, type TaskState } from '@octavo/orchestrators';
import type { StoredTaskState } from '@octavo/state';
import { workflowInfo } from '@temporalio/workflow';

const OMITTED_BYTES = 50;

/** A state as it is sent to the store. */
export type ProjectedState = StoredTaskState;

/** In a later execution of the run, a state has an epoch, so that it replaces what earlier executions wrote. */
export type StateOfEpoch = TaskState & Pick<StoredTaskState, 'epoch'>;

/** The state without the fields that only the engine needs, and without large values. */
export function projectState(full: StateOfEpoch): ProjectedState {
  const { progress: _progress, next: _next, handling: _handling, ...stored } = full;
  if (stored.output === null && stored.error === null) return stored;
  const error = stored.error === null ? null : { ...stored.error, details: bounded(stored.error.details) };
  return { ...stored, output: bounded(stored.output), error };
}

/** Approximate size of the projection of a state, in bytes. */
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

/** True in any execution of the run but the first: after continue-as-new, a reset, or a retry by Temporal. */
export function isLaterExecution(): boolean {
  const { runId, firstExecutionRunId } = workflowInfo();
  return runId !== firstExecutionRunId;
}

/**
 * The state as it is stored. In a later execution, its epoch is the workflow's time in milliseconds, so that it replaces
 * what earlier executions wrote, even final states. A workflow's time never goes back, so later states have later epochs.
 */
export function withEpoch<State extends object>(state: State): State & Pick<ProjectedState, 'epoch'> {
  return isLaterExecution() ? { ...state, epoch: Date.now() } : state;
}
