import type { StartedRun } from '@octavo/client';
import type { Json } from '@octavo/orchestrators';
import type { CliErrorCode } from './cli-error-catalogue';
import { type ExitCode, exitCodes } from './exit-codes';

/** What ends a command before its time, and is expected: told in a sentence, never with a stack trace. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: CliErrorCode | (string & {});
  readonly exitCode: ExitCode;
  readonly details: Json;
  /** The run that the command had started, and that goes on without it. */
  readonly run: StartedRun | undefined;

  constructor(code: CliErrorCode | (string & {}), message: string, options: CliErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode ?? exitCodes.refused;
    this.details = options.details ?? null;
    this.run = options.run;
  }
}

/** What an expected error may say beside its code and its sentence. */
export interface CliErrorOptions {
  /** Default: 2, the command was refused. */
  readonly exitCode?: ExitCode;
  /** What programs read of it. */
  readonly details?: Json;
  readonly run?: StartedRun;
  readonly cause?: unknown;
}
