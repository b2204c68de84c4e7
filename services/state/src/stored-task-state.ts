import type { TaskState } from '@octavo/orchestrators';
import { isTerminal } from '@octavo/orchestrators/model';

/** A task state in the store, without the fields that only the engine needs. */
export interface StoredTaskState extends Omit<TaskState, 'handling' | 'next' | 'progress'> {
  /**
   * A state of a higher epoch replaces a terminal one. Absent or 0: written by the first execution of the run. Later
   * executions, after a reset or a retry by Temporal, use the time of writing in milliseconds.
   */
  readonly epoch?: number;
}

/**
 * True if `next` replaces `current`: always with a higher epoch; in the same epoch with a higher version, unless `current` is
 * terminal. Every store implements this rule, so repeated or reordered writes have the same result.
 */
export function replaces(next: StoredTaskState, current: StoredTaskState | undefined): boolean {
  if (current === undefined) return true;
  const epochs = (next.epoch ?? 0) - (current.epoch ?? 0);
  if (epochs !== 0) return epochs > 0;
  return !isTerminal(current.status) && next.version > current.version;
}

/** Removes the fields that only the engine needs. */
export function toStoredTaskState(state: StoredTaskState | TaskState): StoredTaskState {
  const { progress: _progress, next: _next, handling: _handling, ...stored } = state as TaskState;
  return stored;
}

// These characters sort before every character of a path, so everything inside a path follows it directly.
const separators: Readonly<Record<string, string>> = { '/': '\u0001', '[': '\u0002', '#': '\u0003', ']': '' };
const behindAllInside = '\u0004';
const digitsOfNumber = 10;

/**
 * A text whose byte order is the order of the tree: a container before its children, `each[2]` before `each[10]`,
 * `poll`, what is inside it, then `poll#2`.
 */
export function pathSortKey(path: string): string {
  const padded = path.replace(/([[#/])(\d+)(?=[\]/#[]|$)/g, (_, mark: string, digits: string) => {
    return mark + digits.padStart(digitsOfNumber, '0');
  });
  return padded.replace(/[/[#\]]/g, (mark) => separators[mark] ?? mark);
}

/** The range `[from, to)` of sort keys of `path` and everything inside it. */
export function sortKeyRange(path: string): { readonly from: string; readonly to: string } {
  const from = pathSortKey(path);
  return { from, to: from + behindAllInside };
}

const DEFAULT_LIMIT = 100;
const GREATEST_LIMIT = 1_000;

/** The number of items of one page: 1 to 1,000, default 100. */
export function pageLimit(limit: number | undefined): number {
  return Math.min(GREATEST_LIMIT, Math.max(1, Math.trunc(limit ?? DEFAULT_LIMIT)));
}
