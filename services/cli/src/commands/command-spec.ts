import type { CommandContext } from '../command-context';
import type { ExitCode } from '../exit-codes';

/** What the command line says of a command, without the code that does it: that is loaded when it is asked for. */
export interface CommandSpec {
  /** The command's name, as commander takes it. */
  readonly usage: string;
  readonly description: string;
  /** Arguments, as commander takes them (`<file>`, `[files...]`), to their descriptions. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Options beside the global ones, as commander takes them, to their descriptions. */
  readonly options?: Readonly<Record<string, string>>;
  /** Shown by `--help`; each is run or validated by the tests. */
  readonly examples: readonly string[];
  run(args: readonly unknown[], context: CommandContext<Record<string, never>>): Promise<ExitCode>;
}
