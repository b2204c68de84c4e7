/** The attempts of an action before the next. */
export interface AttemptStart {
  readonly previousAttempts: number;
  /** When the first was asked for; milliseconds since the epoch. */
  readonly requestedAtMs: number;
}
