import {
  startTemporalServer,
  type TemporalServer,
  type TemporalServerOptions,
  TemporalUnavailableError,
} from '@octavo/temporal-server';
import { searchAttributes } from '@octavo/orchestrators/model';
import { CliError, exitCodes } from '../cli-error';

/** The names of types in the options of Temporal's command line. */
const typeNames = { KEYWORD: 'Keyword', KEYWORD_LIST: 'KeywordList' } as const;

/** Registered at the start, so that the worker has not to wait until the server has learned of them. */
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

/** Ends a server at once. Nothing is lost that it had saved; its own way of ending takes a second or two. */
export async function endServer({ pid, ended }: TemporalServer): Promise<void> {
  // The id of a process that has ended may be somebody else's by now.
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
