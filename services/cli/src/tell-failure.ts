import type { OctavoError } from '@octavo/client';
import type { RolloutError, RolloutErrorCode } from '@octavo/migration';
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

/** `validate` gives a list of problems, what is about a run an object with its fields, `config` and `rollout` the error alone. */
function refusalFor(args: readonly string[], failure: CliError): object {
  const { code, message, details } = failure;
  switch (commandOf(args)) {
    case 'validate':
      return [toFileProblem('', { code, severity: 'error', path: '', message })];
    case 'config':
    case 'rollout':
      return { error: { code, message, details } };
    default:
      return refusalOf(failure);
  }
}

const WITH_VALUE = new Set(['--address', '--namespace', '--config']);

/** The first word that is no option, and no value of a global one. */
function commandOf(args: readonly string[]): string | undefined {
  return args.find((argument, index) => !argument.startsWith('-') && !WITH_VALUE.has(args[index - 1] ?? ''));
}

/** Errors of the client and of rollouts are known by their names: their modules are large, and most commands do not load them. */
function toCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (!(error instanceof Error)) return unexpected(error);
  if (error.name === 'RolloutError') return ofRollout(error as RolloutError);
  if (error.name !== 'OctavoError') return unexpected(error);
  const { code, problems } = error as OctavoError;
  const details = problems.length === 0 ? null : { problems: problems.map((problem) => ({ ...problem })) };
  return new CliError(code, error.message, { details, cause: error });
}

const UNAVAILABLE: ReadonlySet<RolloutErrorCode> = new Set(['ROLLOUT_STORE_UNAVAILABLE', 'ROLLOUT_CONFLICT']);

function ofRollout(error: RolloutError): CliError {
  const { code, message } = error;
  const exitCode = UNAVAILABLE.has(code) ? exitCodes.unavailable : exitCodes.refused;
  return new CliError(code, message, { exitCode, cause: error });
}

function unexpected(error: unknown): CliError {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const advice = 'This is a defect in Octavo; --verbose shows where. Please report it.';
  return new CliError('INTERNAL', `${message}\n${advice}`, { exitCode: exitCodes.unavailable, cause: error });
}
