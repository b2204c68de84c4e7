import type { OctavoWorker } from '../octavo-worker';
import { WorkerStartError } from '../worker-options';
import { HealthServer } from './health-server';
import { PartCheck, type PartState, readinessOf } from './readiness';

/** The time for which a probe waits for an answer. */
const DEADLINE_MS = 2_000;

/**
 * Creates a worker that answers probes at `address`, from before its start until all its work has ended.
 *
 * @throws WorkerStartError if the address cannot be used
 */
export async function withHealth(
  address: string | undefined,
  create: () => Promise<OctavoWorker>,
): Promise<OctavoWorker> {
  if (address === undefined) return create();
  const server = await listen(address);
  try {
    const worker = await create();
    const checks = checksOf(worker);
    server.readiness = () => readinessOf(stateOf(worker), checks);
    return { ...worker, health: server.address, run: () => worker.run().finally(() => server.close()) };
  } catch (error) {
    server.close();
    throw error;
  }
}

async function listen(address: string): Promise<HealthServer> {
  try {
    return await HealthServer.listen(address);
  } catch (error) {
    throw new WorkerStartError([`health: nothing can listen at ${address}: ${(error as Error).message}`]);
  }
}

function checksOf({ connection, store }: OctavoWorker): Readonly<Record<string, PartCheck>> {
  const { workflowService } = connection;
  return {
    temporal: new PartCheck(() =>
      connection.withDeadline(Date.now() + DEADLINE_MS, () => workflowService.getSystemInfo({})),
    ),
    store: new PartCheck(() => store.readRun({ workflowId: 'octavo-health', firstRunId: 'none' })),
  };
}

function stateOf(worker: OctavoWorker): PartState {
  switch (worker.state()) {
    case 'INITIALIZED':
      return 'starting';
    case 'RUNNING':
      return 'ok';
    case 'STOPPING':
    case 'DRAINING':
    case 'DRAINED':
      return 'draining';
    case 'STOPPED':
    case 'FAILED':
      return 'stopped';
  }
}
