import { startTemporalServer } from '@octavo/temporal-server';
import { Connection } from '@temporalio/client';
import startRedis from '../../setup/start-redis';
import stopServers from '../../setup/stop-servers';
import { WorkerProcess, type WorkerProcessOptions } from './worker-process';

export type Side = keyof typeof programs;

export type WorkerWishes = Pick<WorkerProcessOptions, 'isInOneThread' | 'nodeOptions'>;

/** A Temporal server, a Redis and a client, for as long as a benchmark runs. */
export interface World {
  readonly connection: Connection;
  /** A worker in a process of its own, on a task queue of its own. */
  startWorker(side: Side, wishes?: WorkerWishes): Promise<WorkerProcess>;
  stop(): Promise<void>;
}

// Registered at the start, as those of `docker-compose.yml` are: a worker need not wait for them.
const searchAttributes = {
  OctavoDefinition: 'Keyword',
  OctavoVersion: 'Keyword',
  OctavoWaitingFor: 'KeywordList',
} as const;

const programs = {
  octavo: require.resolve('./octavo-worker'),
  hand: require.resolve('./hand-worker'),
  legacy: require.resolve('./legacy-worker'),
};

export async function startWorld(): Promise<World> {
  await startRedis();
  const server = await startTemporalServer({ ui: false, searchAttributes });
  const { address } = server;
  const connection = await Connection.connect({ address });
  const workers: WorkerProcess[] = [];
  const startWorker = async (side: Side, wishes: WorkerWishes = {}): Promise<WorkerProcess> => {
    const redisUrl = process.env['OCTAVO_TEST_REDIS_URL'] ?? '';
    const taskQueue = `${side}-${workers.length}`;
    const worker = await WorkerProcess.start({ program: programs[side], address, taskQueue, redisUrl, ...wishes });
    workers.push(worker);
    return worker;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await connection.close();
    await server.stop();
    await stopServers();
  };
  return { connection, startWorker, stop };
}
