import {
  startTemporalServer,
  type TemporalServer,
  type TemporalServerOptions,
  TemporalUnavailableError,
} from '@octavo/temporal-server';
import { searchAttributes } from '@octavo/orchestrators/model';
import { CliError, exitCodes } from '../cli-error';

/** Names of types for the options of Temporal's command line. */
const typeNames = { KEYWORD: 'Keyword', KEYWORD_LIST: 'KeywordList' } as const;

/** Registered at the start, so that the worker does not have to register them and wait. */
const registered = Object.fromEntries(searchAttributes.map(({ name, type }) => [name, typeNames[type]]));

/**
 * Starts Temporal's dev server.
 *
 * @throws CliError TEMPORAL_UNAVAILABLE with what to do
 */
export async function startEmbeddedServer(options: TemporalServerOptions): Promise<TemporalServer> {
  try {
    return await startTemporalServer({ ...options, searchAttributes: registered });
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
