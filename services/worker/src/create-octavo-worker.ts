import { withHealth } from './health/with-health';
import type * as making from './make-worker';
import type { OctavoWorker } from './octavo-worker';
import { problemsOfTemporalOptions } from './temporal-options';
import { type OctavoWorkerOptions, WorkerStartError } from './worker-options';

/**
 * Creates a worker for Octavo's workflows and activities.
 *
 * @throws WorkerStartError with every mistake in options, definitions and actions, or if the address `health` cannot be
 * used; TemporalServerError if the server does not answer or refuses the worker
 */
export async function createOctavoWorker(options: OctavoWorkerOptions = {}): Promise<OctavoWorker> {
  const problems = problemsOfTemporalOptions(options);
  if (problems.length > 0) throw new WorkerStartError(problems);
  return await withHealth(options.health, () => loadMaking().makeWorker(options));
}

const loadMaking = () => require('./make-worker') as typeof making;
