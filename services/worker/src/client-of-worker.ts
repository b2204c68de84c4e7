import type { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';

/** The functions of Octavo that use the client of a worker. */
export type WorkerClient = Pick<Client, 'workflow' | 'withDeadline'>;

/**
 * The client of a worker that may not exist yet. It has the worker's codecs and interceptors. It is looked up at each
 * use, because a worker with a new connection has another client.
 *
 * @throws Error if it is used before the worker exists
 */
export function clientOfWorker(worker: () => Pick<Worker, 'client'> | undefined): WorkerClient {
  const client = (): Client => {
    const found = worker()?.client;
    if (found === undefined) throw new Error('The worker has no client: it is not running yet.');
    return found;
  };
  return {
    get workflow() {
      return client().workflow;
    },
    withDeadline: (deadline, work) => client().withDeadline(deadline, work),
  };
}
