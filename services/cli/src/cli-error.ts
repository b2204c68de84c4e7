import type { StartedRun } from '@octavo/client';
import type { Json } from '@octavo/orchestrators';

/** An expected error that ends a command early: printed as a sentence, never with a stack trace. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: CliErrorCode | (string & {});
  readonly exitCode: ExitCode;
  readonly details: Json;
  /** The run that the command started, and that continues without it. */
  readonly run: StartedRun | undefined;

  constructor(code: CliErrorCode | (string & {}), message: string, options: CliErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode ?? exitCodes.refused;
    this.details = options.details ?? null;
    this.run = options.run;
  }
}

/** Optional parts of an expected error, beside its code and its message. */
interface CliErrorOptions {
  /** Default: 2, the command was refused. */
  readonly exitCode?: ExitCode;
  /** For programs: part of the JSON output. */
  readonly details?: Json;
  readonly run?: StartedRun;
  readonly cause?: unknown;
}

/**
 * Every code of the command line itself; the engine, the planner and the Temporal server have their own. A test compares
 * `docs/errors.md` with this table in both directions.
 */
export const cliErrorCatalogue = {
  CONFIG_INVALID:
    'The configuration (a file, a variable or an option), an action file or the definitions folder has mistakes; all are listed.',
  DEV_ALREADY_RUNNING: 'An `octavo dev` already runs for this folder.',
  FILE_NOT_READABLE: 'A file that was named cannot be read.',
  FILE_NOT_WRITABLE: 'A file cannot be written.',
  INSTALL_FAILED: "Octavo's packages could not be packed or installed in a new project.",
  INTERRUPTED: 'A second Ctrl-C, SIGTERM or SIGHUP stopped the command before the end; the run may continue.',
  MIGRATION_NOT_CONFIGURED: 'The configuration has no migration between engines, so there is no rollout.',
  SERVER_ENDED: 'The Temporal server that the command had started has ended.',
  STORE_UNREACHABLE: 'The store that is configured does not answer, and the command needs it.',
  TEMPORAL_UNAVAILABLE: 'No Temporal server can be found, installed or started on this machine.',
  USAGE_INVALID: 'The command line has a mistake.',
  WORKER_STOPPED: 'The worker of this process stopped by itself.',
  WORKER_UNREACHABLE: 'No worker polls the task queue of a run, or none answers for it.',
} as const;

export type CliErrorCode = keyof typeof cliErrorCatalogue;

/** The exit codes of `octavo`. */
export const exitCodes = {
  success: 0,
  /** The run ended with another status than SUCCESS. */
  runFailed: 1,
  /**
   * The run to signal or cancel had already ended; of a rollout: a gate failed, a type was rolled back, or the old engine is
   * still needed.
   */
  negative: 1,
  /** A bad definition, input, configuration or command line; nothing was run. */
  refused: 2,
  /** The request was valid, but could not be done: no server, no worker, a defect. */
  unavailable: 3,
  /** Exited on SIGHUP: 128 plus the number of the signal, as shells report it. */
  hungUp: 129,
  /** Exited at once on a second Ctrl-C. */
  interrupted: 130,
  /** Exited on SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
