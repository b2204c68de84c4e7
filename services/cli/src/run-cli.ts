import { CommanderError } from 'commander';
import type { CliIo } from './cli-io';
import type { GlobalOptions } from './command-context';
import { type ExitCode, exitCodes } from './exit-codes';
import { createProgram } from './program';
import { gated } from './terminal/output-gate';
import type * as failureModule from './tell-failure';
import type * as usageModule from './usage-error';

/** Runs one command line (without `node` and the script) to its end and gives the exit code. Never throws. */
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

// A command that succeeds needs neither.
const loadFailure = () => require('./tell-failure') as typeof failureModule;
const loadUsage = () => require('./usage-error') as typeof usageModule;
