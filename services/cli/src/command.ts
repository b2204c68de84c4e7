import type { ExitCode } from './cli-error';

/** Signals that ask a process to end: Ctrl-C, a request of a process manager, a closed terminal. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Where a command reads and writes: the process's own streams, or a test's. */
export interface CliIo {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly env: NodeJS.ProcessEnv;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Calls `listener` at each of these signals instead of ending the process, until the returned function is called. */
  onInterrupt(listener: (signal: EndSignal) => void): () => void;
}

/** A stream for text. */
export interface TextSink {
  write(text: string): unknown;
  /** True for a terminal, which shows colours and can erase lines. */
  readonly isTTY?: boolean;
  /** Width and height of a terminal, in characters. */
  readonly columns?: number;
  readonly rows?: number;
}

/** The options of every command. */
export interface GlobalOptions {
  /** `host:port` of a Temporal server. Default: as configured, else a server that the command starts, if it can start one. */
  readonly address?: string;
  readonly namespace?: string;
  /** Path of the configuration file. Default: the nearest `octavo.config.yaml`. */
  readonly config?: string;
  /** Show all log lines of a run, and the stack trace of an unexpected error. */
  readonly verbose?: boolean;
  /** `host:port` where a worker answers probes; only `worker` and `dev` have this option. */
  readonly health?: string;
}

/** The input of a command. */
export interface CommandContext<Options extends object = object> {
  readonly io: CliIo;
  readonly options: GlobalOptions & Options;
}

interface Described {
  /** The command's name in commander's syntax. */
  readonly usage: string;
  readonly description: string;
  /** Shown by `--help`; each is parsed by the tests. */
  readonly examples: readonly string[];
}

/** The description of a command. Its implementation is loaded only when it runs. */
export interface CommandSpec extends Described {
  /** Arguments in commander's syntax (`<file>`, `[files...]`) to their descriptions. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Options beside the global ones, in commander's syntax, to their descriptions. */
  readonly options?: Readonly<Record<string, string>>;
  run(args: readonly unknown[], context: CommandContext<Record<string, never>>): Promise<ExitCode>;
}

/** Commands that share a first word: `octavo rollout status`. */
export interface CommandGroupSpec extends Described {
  readonly commands: readonly CommandSpec[];
}
