/** The previous attempts of an action. */
export interface AttemptStart {
  readonly previousAttempts: number;
  /** The time when the first attempt was requested; milliseconds since the epoch. */
  readonly requestedAtMs: number;
}
