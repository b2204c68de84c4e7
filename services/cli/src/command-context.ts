import type { CliIo } from './cli-io';

/** What every command may be told. */
export interface GlobalOptions {
  /** `host:port` of a Temporal server. Default: as configured, else one of our own where that makes sense. */
  readonly address?: string;
  readonly namespace?: string;
  /** Path of the configuration file. Default: the nearest `octavo.config.yaml`. */
  readonly config?: string;
  /** Show all that is logged of a run, and the stack trace of an unexpected error. */
  readonly verbose?: boolean;
  /** `host:port` where a worker answers probes; an option of `worker` and `dev` alone. */
  readonly health?: string;
}

/** What a command runs with. */
export interface CommandContext<Options extends object = object> {
  readonly io: CliIo;
  readonly options: GlobalOptions & Options;
}
