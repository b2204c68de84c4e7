import type { Project } from '../project/project';
import { type RunningWorker, startWorker, type WorkerSurroundings } from './running-worker';
import type { ServerLocation } from './server-location';

/**
 * Starts a worker of a project on the task queue of a location.
 *
 * @throws what `startWorker` throws
 */
export async function startWorkerAt(
  project: Project,
  location: ServerLocation,
  surroundings: WorkerSurroundings,
): Promise<RunningWorker> {
  const { namespace, taskQueue } = location;
  const config = { ...project.config, namespace, taskQueue };
  return startWorker({ ...project, config }, location, surroundings);
}
