import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { type ExitCode, exitCodes } from './cli-error';
import type { CliIo, CommandGroupSpec, CommandSpec, GlobalOptions } from './command';
import { commandSpecs } from './commands/specs';
import type * as failureModule from './tell-failure';
import { gated } from './terminal/output-gate';
import type * as usageModule from './usage-error';

/** Runs one command line (without `node` and the script) to its end and returns the exit code. Never throws. */
export async function runCli(args: readonly string[], outside: CliIo): Promise<ExitCode> {
  const io = { ...outside, stdout: gated(outside.stdout), stderr: gated(outside.stderr) };
  let exitCode: ExitCode = exitCodes.success;
  const program = createProgram(io, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.success;
    const failure = error instanceof CommanderError ? loadUsage().usageError(error, { program, args, io }) : error;
    return loadFailure().tellFailure(failure, args, { io, options: program.opts<GlobalOptions>() });
  }
}

// Loaded only when needed: a command that succeeds needs neither.
const loadFailure = () => require('./tell-failure') as typeof failureModule;
const loadUsage = () => require('./usage-error') as typeof usageModule;

/** The command line, ready to parse; `finish` receives the exit code. */
export function createProgram(io: CliIo, finish: (code: ExitCode) => void): Command {
  const program = new Command('octavo')
    .description('Runs workflows that are written in YAML, JSON or TypeScript on Temporal.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(...HELP_COMMAND)
    .option('--address <host:port>', 'Temporal server (default: as configured)')
    .option('--namespace <name>', 'Temporal namespace (default: as configured)')
    .option('--config <file>', 'configuration file (default: the nearest octavo.config.yaml)')
    .option('--verbose', 'show all log lines of a run, and the stack trace of an unexpected error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => undefined })
    .exitOverride();
  for (const spec of commandSpecs) add(program, spec, { io, finish });
  return program;
}

const HELP_COMMAND = ['help [command]', 'show the help of a command'] as const;

interface Session {
  readonly io: CliIo;
  readonly finish: (code: ExitCode) => void;
}

function add(parent: Command, spec: CommandSpec | CommandGroupSpec, session: Session): void {
  const command = parent.command(spec.usage).description(spec.description).addHelpText('after', examplesOf(spec));
  command.copyInheritedSettings(parent);
  if (!('commands' in spec)) return addAction(command, spec, session);
  command.helpCommand(...HELP_COMMAND);
  for (const inner of spec.commands) add(command, inner, session);
}

function addAction(command: Command, spec: CommandSpec, { io, finish }: Session): void {
  for (const [flags, description] of Object.entries(spec.arguments ?? {})) command.argument(flags, description);
  for (const [flags, description] of Object.entries(spec.options ?? {})) command.option(flags, description);
  command.action(async () => {
    const options = command.optsWithGlobals<GlobalOptions & Record<string, never>>();
    finish(await spec.run(command.processedArgs, { io, options }));
  });
}

function examplesOf({ examples }: Pick<CommandSpec, 'examples'>): string {
  return `\nExamples:\n${examples.map((example) => `  $ ${example}\n`).join('')}`;
}
