import { CommanderError } from 'commander';
import type { CliIo } from './cli-io';
import { CliError } from './cli-error';
import { type ExitCode, exitCodes } from './exit-codes';
import { createProgram } from './program';
import { tellFailure } from './tell-failure';

/** Runs one command line (without `node` and the script) to its end and gives the exit code. Never throws. */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.success;
  try {
    const program = createProgram(io, (code) => (exitCode = code));
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.success;
    return tellFailure(error instanceof CommanderError ? usageError(error, args) : error, args, io);
  }
}

function usageError({ code, message }: CommanderError, args: readonly string[]): CliError {
  if (code === 'commander.help')
    return new CliError('USAGE_INVALID', `Name a command; ${groupOf(args)} --help lists them.`);
  return new CliError('USAGE_INVALID', `${message.replace(/^error: |\.$/g, '')}; octavo --help tells how to use it.`);
}

/** `octavo rollout`, of what was written. */
function groupOf(args: readonly string[]): string {
  const end = args.findIndex((argument) => argument.startsWith('-'));
  return ['octavo', ...args.slice(0, end === -1 ? args.length : end)].join(' ');
}
