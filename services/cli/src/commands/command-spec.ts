import type { CommandContext } from '../command-context';
import type { ExitCode } from '../exit-codes';

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
