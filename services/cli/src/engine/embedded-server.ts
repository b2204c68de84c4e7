import {
  startTemporalServer,
  type TemporalServer,
  type TemporalServerOptions,
  TemporalUnavailableError,
} from '@octavo/temporal-server';
import { searchAttributeTypes } from '@octavo/orchestrators/model';
import { CliError, exitCodes } from '../cli-error';

/**
 * Starts Temporal's dev server. It has the search attributes from its start, so that workers do not register them and wait.
 *
 * @throws CliError TEMPORAL_UNAVAILABLE with what to do
 */
export async function startEmbeddedServer(options: TemporalServerOptions): Promise<TemporalServer> {
  try {
    return await startTemporalServer({ ...options, searchAttributes: searchAttributeTypes });
  } catch (error) {
    if (!(error instanceof TemporalUnavailableError)) throw error;
    throw new CliError('TEMPORAL_UNAVAILABLE', error.message, { exitCode: exitCodes.unavailable, cause: error });
  }
}

/** Kills a server. It loses nothing that it had saved; an orderly shutdown would take a second or two. */
export async function endServer({ pid, ended }: TemporalServer): Promise<void> {
  // The id of an ended process may have been reused.
  const how = await Promise.race([ended, Promise.resolve(undefined)]);
  if (how === undefined) killProcess(pid);
  await ended;
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
