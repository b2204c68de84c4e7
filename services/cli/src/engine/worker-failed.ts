import { TemporalServerError } from '@octavo/worker';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';

/** Throws the error that reports why a worker here stopped by itself. */
export function workerFailed(error: unknown): never {
  if (error instanceof CliError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof TemporalServerError ? error.code : 'WORKER_STOPPED';
  throw new CliError(code, `The worker stopped: ${reason}`, { exitCode: exitCodes.unavailable, cause: error });
}
