/** Limits work without a pause: the runtime must not be blocked for seconds. */
export interface Pace {
  /**
   * Called before a piece of work: `undefined` if little was done since the last pause, else a promise that resolves
   * after a pause. `steps` is the cost of the piece besides its expressions; default: the cost of a task. Steps are
   * counted, so replays pause at the same points.
   */
  step(steps?: number): Promise<void> | undefined;
}
