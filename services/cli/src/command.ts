import type { ExitCode } from './cli-error';

/** Signals that ask a process to end: Ctrl-C, a supervisor's request, a terminal that was closed. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Where a command reads and writes: the process's own streams, or a test's. */
export interface CliIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: NodeJS.ProcessEnv;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Calls `listener` at each of these signals, in place of ending the process, until the returned function is called. */
  onInterrupt(listener: (signal: EndSignal) => void): () => void;
}

/** Something that text is written to. */
export interface TextSink {
  write(text: string): unknown;
  /** True for a terminal: it understands colours and takes back lines. */
  readonly isTTY?: boolean;
  /** Width and height of a terminal, in characters. */
  readonly columns?: number;
  readonly rows?: number;
}

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

interface Described {
  /** The command's name, as commander takes it. */
  readonly usage: string;
  readonly description: string;
  /** Shown by `--help`; each is parsed by the tests. */
  readonly examples: readonly string[];
}

/** What the command line says of a command, without the code that does it: that is loaded when it is asked for. */
export interface CommandSpec extends Described {
  /** Arguments, as commander takes them (`<file>`, `[files...]`), to their descriptions. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Options beside the global ones, as commander takes them, to their descriptions. */
  readonly options?: Readonly<Record<string, string>>;
  run(args: readonly unknown[], context: CommandContext<Record<string, never>>): Promise<ExitCode>;
}

/** Commands with a name in common: `octavo rollout status`. */
export interface CommandGroupSpec extends Described {
  readonly commands: readonly CommandSpec[];
}
