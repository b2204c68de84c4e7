import type * as temporalErrors from '@octavo/activities/temporal-errors';
import type { OctavoError } from '@octavo/client';
import type { RolloutError, RolloutErrorCode } from '@octavo/migration';
import { CliError, type ExitCode, exitCodes } from './cli-error';
import type { CommandContext } from './command';
import { toFileProblem } from './commands/file-problems';
import { commandName, octavoCommand } from './octavo-command';
import { formatJson, paletteFor, toLine, toLines } from './terminal/format';

/**
 * Reports why a command failed, and returns the exit code: as one JSON object with `--json`, else as a sentence. A stack
 * trace is shown only for unexpected errors, and only with `--verbose` or DEBUG.
 *
 * @param context - may lack some global options if the command line has a mistake
 */
export function tellFailure(error: unknown, args: readonly string[], context: CommandContext): ExitCode {
  const { io } = context;
  const failure = withNextStep(toCliError(error, context), context);
  if (args.includes('--json')) io.stdout.write(`${formatJson(refusalFor(args, failure))}\n`);
  else io.stderr.write(`${paletteFor(io.stderr, io).red(toLine(failure.code))}: ${toLines(failure.message)}\n`);
  const isVerbose = args.includes('--verbose') || Boolean(io.env['DEBUG']);
  if (isVerbose && error instanceof Error) io.stderr.write(`${toLines(error.stack ?? '')}\n`);
  return failure.exitCode;
}

/**
 * The JSON for a failure: a list of problems for `validate`, only the error for `config` and `rollout`, else an object with
 * the fields of a run.
 */
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

/** The first word that is neither an option nor the value of a global option. */
function commandOf(args: readonly string[]): string | undefined {
  return args.find((argument, index) => !argument.startsWith('-') && !WITH_VALUE.has(args[index - 1] ?? ''));
}

/** Recognizes errors of other packages by their names, because their modules are large and most commands do not load them. */
function toCliError(error: unknown, { options: { namespace = 'default' } }: CommandContext): CliError {
  if (error instanceof CliError) return error;
  if (!(error instanceof Error)) return unexpected(error);
  if (error.name === 'RolloutError') return ofRollout(error as RolloutError);
  if (error.name === 'OctavoError' || error.name === 'TemporalServerError')
    return ofEngine(error as OctavoError, error);
  const failure = loadTemporalErrors().readTemporalError(error, { namespace });
  return failure === undefined ? unexpected(error) : ofEngine(failure, error);
}

const loadTemporalErrors = () => require('@octavo/activities/temporal-errors') as typeof temporalErrors;

type EngineError = Pick<OctavoError, 'code' | 'message'> & Partial<Pick<OctavoError, 'problems'>>;

function ofEngine({ code, message, problems = [] }: EngineError, cause: unknown): CliError {
  const details = problems.length === 0 ? null : { problems: problems.map((problem) => ({ ...problem })) };
  return new CliError(code, message, { details, exitCode: exitCodeOf(code), cause });
}

/** REQUEST_REFUSED is a mistake in the request; other codes of the server are not. */
function exitCodeOf(code: string): ExitCode {
  const isOfServer = Object.hasOwn(loadTemporalErrors().temporalErrorCatalogue, code);
  return isOfServer && code !== 'REQUEST_REFUSED' ? exitCodes.unavailable : exitCodes.refused;
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

/** Adds the next command to type, if there is one and the message names none. */
function withNextStep(failure: CliError, context: CommandContext): CliError {
  const [words, effect] = Object.hasOwn(nextSteps, failure.code) ? (nextSteps[failure.code] ?? []) : [];
  if (words === undefined || failure.message.includes(`\`${commandName(context.io.env)} `)) return failure;
  const { code, message, exitCode, details, run, cause } = failure;
  const step = `${octavoCommand(words, context)} ${effect}.`;
  return new CliError(code, `${message}\n${step}`, { exitCode, details, cause, ...(run === undefined ? {} : { run }) });
}

const whichServer = [
  'config show',
  'shows which server, namespace and credentials are used, and where they are set',
] as const;

const nextSteps: Readonly<Record<string, readonly [words: string, effect: string]>> = {
  NAMESPACE_NOT_FOUND: whichServer,
  PERMISSION_DENIED: whichServer,
  RUN_NOT_FOUND: ['ls', 'lists the runs there'],
  SERVER_UNREACHABLE: whichServer,
  TLS_FAILED: whichServer,
  UNAUTHENTICATED: whichServer,
  UNIMPLEMENTED: whichServer,
};

/**
 * The output of `--json` if there is no run, or if the command exited before its end: a result without a status.
 * `error.details.problems` has the mistakes of a definition or an input.
 */
function refusalOf({ code, message, details, run }: CliError): object {
  const error = { code, message, task: '', details, attempt: 1 };
  const { workflowId = null, runId = null } = run ?? {};
  return { workflowId, runId, status: null, output: null, error, tasks: {}, stats: null };
}
