import { isTerminal } from '@octavo/orchestrators/model';
import type { StateBatch } from '../task-state-store';

/** When a run is forgotten, as a batch has it. Of all that are told, the highest rank counts, then the latest moment. */
export interface RunExpiry {
  /** The end of a run ranks above its start, and a new start (a higher epoch) above that end. */
  readonly rank: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

export interface TimesToLive {
  /** Of an ended run. */
  readonly ttlMs: number;
  /** Of an open one. */
  readonly openTtlMs: number;
}

/** Undefined for a batch that says nothing of the run itself: then the run expires when it did. */
export function expiryOf({ run, states }: StateBatch, times: TimesToLive, nowMs: number): RunExpiry | undefined {
  const state = states.findLast(({ path }) => path === '');
  if (run === undefined && state === undefined) return undefined;
  const hasEnded = state !== undefined && isTerminal(state.status);
  const rank = 2 * (state?.epoch ?? 0) + (hasEnded ? 1 : 0);
  return { rank, atMs: nowMs + (hasEnded ? times.ttlMs : times.openTtlMs) };
}
