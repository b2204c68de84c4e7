/** What the exit code of `octavo` says. */
export const exitCodes = {
  success: 0,
  /** The run ended, and not with SUCCESS. */
  runFailed: 1,
  /** A run has ended that was to be signalled or cancelled; of a rollout: a gate is broken, a type was rolled back, or the
   * old engine cannot go yet. */
  negative: 1,
  /** A bad definition, input, configuration or command line; nothing was run. */
  refused: 2,
  /** Nothing wrong with what was asked, but it could not be done: no server, no worker, a defect. */
  unavailable: 3,
  /** Left on SIGHUP: 128 and the number of the signal, as a shell reports it. */
  hungUp: 129,
  /** Left at once on a second Ctrl-C. */
  interrupted: 130,
  /** Left on SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
