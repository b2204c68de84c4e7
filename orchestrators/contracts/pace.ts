/** Keeps one stretch of work without a pause short: the runtime may not be held for seconds. */
export interface Pace {
  /** Resolves at once while little was done since the last pause; else after one. Counted in steps, so the same on replay. */
  step(): Promise<void> | undefined;
}
