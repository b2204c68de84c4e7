import type { Cancellation } from './cancellation';

/** The run's clock and its randomness; deterministic on replay. */
export interface Timers {
  /** Milliseconds since the epoch; the workflow's time. */
  now(): number;
  /** Resolves after `durationMs`; throws `CanceledError` as soon as `cancellation` is cancelled. */
  sleep(durationMs: number, cancellation: Cancellation): Promise<void>;
  /** 0 to 1, the same on replay. */
  random(): number;
}
