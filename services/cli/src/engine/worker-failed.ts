import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';

/** Throws the error that reports why a worker here stopped by itself. */
export function workerFailed(error: unknown): never {
  if (error instanceof CliError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The worker stopped: ${reason}.`;
  throw new CliError('SERVER_UNREACHABLE', message, { exitCode: exitCodes.unavailable, cause: error });
}
