import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { WorkerSettings } from './worker-messages';

/** The connection of a worker process; the process then logs only errors. */
export async function connectWorker({ address }: WorkerSettings): Promise<NativeConnection> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  return await NativeConnection.connect({ address });
}
