import type { StoredTaskState } from '@octavo/state';
import { byteLength, type Json, type TaskState } from '@octavo/orchestrators';

/** Outputs beyond this stay in the workflow; the projection only says how large they are. */
const MAX_PROJECTED_OUTPUT_BYTES = 256 * 1024;

/** A state on its way to the store, with its size. */
export interface ProjectedState {
  readonly state: StoredTaskState;
  readonly sizeBytes: number;
}

/** What the store gets of a state: nothing that only the engine needs, and no large output. */
export function projectState(full: TaskState): ProjectedState {
  const { progress: _progress, next: _next, handling: _handling, ...stored } = full;
  const { value: output, sizeBytes: outputBytes } = bounded(stored.output);
  const { value: details, sizeBytes: detailBytes } = bounded(stored.error?.details ?? null);
  const error = stored.error === null ? null : { ...stored.error, details };
  const sizeBytes = 300 + 2 * stored.path.length + outputBytes + detailBytes + 3 * (error?.message.length ?? 0);
  return { state: { ...stored, output, error }, sizeBytes };
}

function bounded(value: Json): { readonly value: Json; readonly sizeBytes: number } {
  const sizeBytes = byteLength(value);
  if (sizeBytes <= MAX_PROJECTED_OUTPUT_BYTES) return { value, sizeBytes };
  return { value: { omitted: true, sizeBytes }, sizeBytes: 50 };
}
