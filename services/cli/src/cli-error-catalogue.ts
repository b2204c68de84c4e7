/**
 * Every code that the command line gives beside those of the engine, the planner and the Temporal server. `docs/errors.md`
 * is held against this table, both ways.
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
