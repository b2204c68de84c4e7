import type { ReceivedSignal } from '../contracts/signals';
import { Progress } from '../engine/progress';
import type { Json, JsonObject } from '../model/json';

/** The progress of a wait for signals; recorded, so that another execution resumes it. */
export type WaitProgress = {
  /** The signal name and the count, as evaluated when the wait started. */
  readonly name: string;
  readonly wanted: number;
  /** Its position among the waits for that name. */
  readonly since: number;
  readonly signals: readonly RecordedSignal[];
  /** The `distinctBy` values of the collected signals. */
  readonly keys: readonly string[];
  /** Outputs of `process`, one for each processed signal. */
  readonly processed: readonly Json[];
  /** The number of signals whose `process` has ended: the index of the next one. */
  readonly processes: number;
  /** The signal in process. */
  readonly current: { readonly signal: RecordedSignal; readonly key: string } | null;
  /** The last signals that were ignored as invalid. */
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

/** The progress at the start of a wait. */
export function beginWait(name: string, wanted: number, since: number): WaitProgress {
  const none = { signals: [], keys: [], processed: [], processes: 0, current: null, ignored: [], invalid: null };
  return { name, wanted, since, ...none };
}

/** The progress with one more collected signal; `processed` is the output of its `process`, if the wait has one. */
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

/** The progress with one more ignored signal; only the last ones are kept. */
export function withIgnored(progress: WaitProgress, ignored: IgnoredSignal): WaitProgress {
  return { ...progress, ignored: [...progress.ignored, ignored].slice(-maxIgnoredTold) };
}

/** The output of the wait, now or at its end. */
export function waitOutput({ signals, processed }: Pick<WaitProgress, 'signals' | 'processed'>): JsonObject {
  return { signals, signal: signals.at(-1) ?? null, processed };
}
