import type { ReceivedSignal } from '../contracts/signals';
import { Progress } from '../engine/progress';
import type { Json, JsonObject } from '../model/json';

/** What a wait for signals has so far; recorded, so that another execution goes on from it. */
export type WaitProgress = {
  /** The name that it waits for and how many it wants, as they were when it started. */
  readonly name: string;
  readonly wanted: number;
  /** Places it among the waits of that name. */
  readonly since: number;
  readonly signals: readonly RecordedSignal[];
  /** The `distinctBy` of each of them. */
  readonly keys: readonly string[];
  /** Outputs of `process`, one for each. */
  readonly processed: readonly Json[];
  /** Signals whose `process` has ended: the index of the next. */
  readonly processes: number;
  /** The signal that is being processed. */
  readonly current: { readonly signal: RecordedSignal; readonly key: string } | null;
  /** The last signals that were invalid and ignored. */
  readonly ignored: readonly IgnoredSignal[];
  /** The signal that fails the wait. */
  readonly invalid: InvalidSignal | null;
};

/** A signal as it is recorded: {@link ReceivedSignal} as JSON. */
export type RecordedSignal = { readonly [Field in keyof ReceivedSignal]: ReceivedSignal[Field] };

type IgnoredSignal = { readonly id: string; readonly reason: string };
type InvalidSignal = { readonly id: string; readonly reason: string; readonly details: Json };

const maxIgnoredTold = 20;

export const waitProgress = new Progress<WaitProgress>();

/** The progress of a wait that begins. */
export function beginWait(name: string, wanted: number, since: number): WaitProgress {
  const none = { signals: [], keys: [], processed: [], processes: 0, current: null, ignored: [], invalid: null };
  return { name, wanted, since, ...none };
}

/** With one more signal that counts; `processed` is the output of its `process`, where the wait has one. */
export function withSignal(
  progress: WaitProgress,
  signal: RecordedSignal,
  key: string,
  processed: readonly Json[],
): WaitProgress {
  return {
    ...progress,
    signals: [...progress.signals, signal],
    keys: [...progress.keys, key],
    processed: [...progress.processed, ...processed],
    current: null,
  };
}

/** With one more signal that was ignored; only the last are told. */
export function withIgnored(progress: WaitProgress, ignored: IgnoredSignal): WaitProgress {
  return { ...progress, ignored: [...progress.ignored, ignored].slice(-maxIgnoredTold) };
}

/** What the wait gives, now or in the end. */
export function waitOutput({ signals, processed }: Pick<WaitProgress, 'signals' | 'processed'>): JsonObject {
  return { signals, signal: signals.at(-1) ?? null, processed };
}
