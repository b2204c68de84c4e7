import type { TaskState } from '@octavo/orchestrators';
import { isTerminal } from '@octavo/orchestrators/model';

/** What the store keeps of a task state: all that people and services read, nothing that only the engine needs. */
export interface StoredTaskState extends Omit<TaskState, 'handling' | 'next' | 'progress'> {
  /**
   * A state of a higher epoch replaces a terminal one. Absent, 0: written by the first execution of its run. A later one,
   * which a reset or a retry by Temporal made, gives the time of writing in milliseconds.
   */
  readonly epoch?: number;
}

/**
 * True where `next` may take the place of `current`: a higher epoch always; in the same epoch a higher version, unless
 * `current` is terminal. The one rule that every store implements; repeating or reordering writes changes nothing.
 */
export function replaces(next: StoredTaskState, current: StoredTaskState | undefined): boolean {
  if (current === undefined) return true;
  const epochs = (next.epoch ?? 0) - (current.epoch ?? 0);
  if (epochs !== 0) return epochs > 0;
  return !isTerminal(current.status) && next.version > current.version;
}

/** Leaves out what does not belong into the store. */
export function toStoredTaskState(state: StoredTaskState | TaskState): StoredTaskState {
  const { progress: _progress, next: _next, handling: _handling, ...stored } = state as TaskState;
  return stored;
}
