import type { Project } from '../project/project';
import { serverUnreachable } from './address';
import { type RunningWorker, startWorker, type WorkerSurroundings } from './running-worker';
import type { ServerLocation } from './server-location';

/**
 * Starts a worker of a project on the task queue of a location.
 *
 * @throws CliError SERVER_UNREACHABLE, and what `startWorker` throws
 */
export async function startWorkerAt(
  project: Project,
  location: ServerLocation,
  surroundings: WorkerSurroundings,
): Promise<RunningWorker> {
  const { namespace, taskQueue } = location;
  const config = { ...project.config, namespace, taskQueue };
  return startWorker({ ...project, config }, location, surroundings).catch((error: unknown) => {
    throw isTransportError(error) ? serverUnreachable(location, error.message.split(DETAILS, 1)[0]) : error;
  });
}

/** The SDK exports the class for its own use only. */
function isTransportError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'TransportError';
}

/** What the SDK's core appends for its own developers. */
const DETAILS = ': Status {';
