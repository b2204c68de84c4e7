import type { OctavoError } from '@octavo/client';
import { CliError } from './cli-error';
import type { CliIo } from './cli-io';
import { type ExitCode, exitCodes } from './exit-codes';
import { toFileProblem } from './commands/validate/file-problem';
import { refusalOf } from './refusal';
import { formatJson } from './terminal/format';
import { paletteFor } from './terminal/palette';

/**
 * Tells why a command ended before its time and gives the exit code: as one JSON object where `--json` was asked for,
 * else in a sentence. A stack trace is shown for unexpected errors only, and only with `--verbose` or DEBUG.
 */
export function tellFailure(error: unknown, args: readonly string[], io: CliIo): ExitCode {
  const failure = toCliError(error);
  if (args.includes('--json')) io.stdout.write(`${formatJson(refusalFor(args, failure))}\n`);
  else io.stderr.write(`${paletteFor(io.stderr, io).red(failure.code)}: ${failure.message}\n`);
  const isVerbose = args.includes('--verbose') || Boolean(io.env['DEBUG']);
  if (isVerbose && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
  return failure.exitCode;
}

/** `validate` gives a list of problems, all other commands an object. */
function refusalFor(args: readonly string[], failure: CliError): object {
  const { code, message } = failure;
  const isValidate = args.find((argument) => !argument.startsWith('-')) === 'validate';
  return isValidate ? [toFileProblem('', { code, severity: 'error', path: '', message })] : refusalOf(failure);
}

/** Errors of the client are known by their name: its module is large, and most commands do not load it. */
function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (!(error instanceof Error) || error.name !== 'OctavoError') return unexpected(error);
  const { code, problems } = error as OctavoError;
  const details = problems.length === 0 ? null : { problems: problems.map((problem) => ({ ...problem })) };
  return new CliError(code, error.message, { details, cause: error });
}

function unexpected(error: unknown): CliError {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const advice = 'This is a defect in Octavo; --verbose shows where. Please report it.';
  return new CliError('INTERNAL', `${message}\n${advice}`, { exitCode: exitCodes.unavailable, cause: error });
}
