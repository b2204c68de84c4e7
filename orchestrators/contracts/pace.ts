/** Keeps one stretch of work without a pause short: the runtime may not be held for seconds. */
export interface Pace {
  /**
   * Asked before a piece of work; `undefined` while little was done since the last pause, else resolves after one.
   * `steps`: what the piece costs beside its expressions; default what a task costs. Counted, so the same on replay.
   */
  step(steps?: number): Promise<void> | undefined;
}
