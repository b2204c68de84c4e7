import type { ReceivedSignal } from '../contracts/signals';
import type { Json } from '../model/json';

/** What a wait for signals has so far; recorded, so that another execution goes on from it. */
export interface WaitProgress {
  readonly signals: readonly ReceivedSignal[];
  /** The `distinctBy` of each of them. */
  readonly keys: readonly string[];
  /** Outputs of `process`, one for each. */
  readonly processed: readonly Json[];
  /** Signals that `process` was begun for: the index of the next. */
  readonly begun: number;
  /** The signal that is being processed. */
  readonly current: { readonly signal: ReceivedSignal; readonly key: string } | null;
  /** Ids of signals that were invalid and ignored, with the reason. */
  readonly ignored: Readonly<Record<string, string>>;
}

export const emptyProgress: WaitProgress = { signals: [], keys: [], processed: [], begun: 0, current: null, ignored: {} };

/** What the wait gives, now or in the end. */
export function waitOutput({ signals, processed }: WaitProgress): { readonly [key: string]: Json } {
  const all = signals.map((signal) => ({ ...signal }));
  return { signals: all, signal: all.at(-1) ?? null, processed };
}
