import { searchAttributeTypes } from '@octavo/orchestrators/model';
import { startTemporalServer } from '@octavo/temporal-server';
import { Connection } from '@temporalio/client';
import startRedis from '../../setup/start-redis';
import stopServers from '../../setup/stop-servers';
import { readVersions, type ServerVersions } from './server-versions';
import type { StoreKind } from './store-kind';
import { WorkerProcess, type WorkerProcessOptions } from './worker-process';

export type WorkerSide = keyof typeof programs;

export interface WorkerWishes extends Pick<WorkerProcessOptions, 'isInOneThread' | 'nodeOptions'> {
  /** Default: Redis. */
  readonly store?: StoreKind;
}

/** A Temporal server, a Redis and a client for the time of a benchmark. */
export interface World {
  readonly address: string;
  readonly connection: Connection;
  readonly versions: ServerVersions;
  /** Starts a worker in its own process, on its own task queue. */
  startWorker(side: WorkerSide, wishes?: WorkerWishes): Promise<WorkerProcess>;
  stop(): Promise<void>;
}

const programs = {
  octavo: { program: require.resolve('./octavo-worker'), hasStore: true },
  hand: { program: require.resolve('./hand-worker'), hasStore: false },
  unwatchedHand: { program: require.resolve('./unwatched-hand-worker'), hasStore: false },
  plugin: { program: require.resolve('./plugin-worker'), hasStore: false },
  legacy: { program: require.resolve('./legacy-worker'), hasStore: true },
};

export async function startWorld(): Promise<World> {
  await startRedis();
  const redisUrl = process.env['OCTAVO_TEST_REDIS_URL'] ?? '';
  const server = await startTemporalServer({ ui: false, searchAttributes: searchAttributeTypes });
  const { address } = server;
  const connection = await Connection.connect({ address });
  const workers: WorkerProcess[] = [];
  const startWorker = async (
    side: WorkerSide,
    { store = 'Redis', ...wishes }: WorkerWishes = {},
  ): Promise<WorkerProcess> => {
    const taskQueue = `${side}-${workers.length}`;
    const worker = await WorkerProcess.start({ ...programs[side], address, taskQueue, redisUrl, store, ...wishes });
    workers.push(worker);
    return worker;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await connection.close();
    await server.stop();
    await stopServers();
  };
  return { address, connection, versions: await readVersions(connection, redisUrl), startWorker, stop };
}
