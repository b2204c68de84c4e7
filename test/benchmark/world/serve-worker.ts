import { MemoryTaskStateStore, RedisTaskStateStore } from '@octavo/state';
import { CountingStore } from './counting-store';
import type { WorkerReply, WorkerRequest, WorkerSettings, WorkerUsage } from './worker-messages';

/** The settings of this process. */
export function readSettings(): WorkerSettings {
  return JSON.parse(process.env['OCTAVO_BENCH_WORKER'] ?? '{}') as WorkerSettings;
}

/** The store in the settings of this process. */
export function openStore({ store, redisUrl }: WorkerSettings): CountingStore {
  return new CountingStore(
    store === 'memory' ? new MemoryTaskStateStore() : new RedisTaskStateStore({ url: redisUrl }),
  );
}

/** The common interface of Octavo's and Temporal's workers. */
export interface ServedWorker {
  run(): Promise<void>;
  shutdown(): void;
}

/** Runs the worker of this process until a stop request, or until its parent has ended. */
export async function serveWorker(worker: ServedWorker, store?: CountingStore): Promise<void> {
  let isStopping = false;
  const stop = (): void => {
    if (!isStopping) worker.shutdown();
    isStopping = true;
  };
  process.on('message', (request: WorkerRequest) => {
    if (request === 'usage') reply({ kind: 'usage', ...measureUsage(store) });
    else stop();
  });
  process.once('disconnect', stop);
  const running = worker.run();
  reply({ kind: 'ready' });
  await running;
}

/** Runs a program of a worker process, and exits even with open channels. */
export function runWorkerProgram(main: () => Promise<void>): void {
  const fail = (error: unknown): void => {
    console.error(error);
    process.exitCode = 1;
  };
  void main()
    .catch(fail)
    .finally(() => process.exit());
}

function reply(message: WorkerReply): void {
  process.send?.(message);
}

function measureUsage(store: CountingStore | undefined): WorkerUsage {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { heapUsed } = process.memoryUsage();
  return {
    cpuMs: (user + system) / 1_000,
    heapBytes: heapUsed,
    maxRssBytes: process.resourceUsage().maxRSS * 1_024,
    storeCalls: store?.calls ?? 0,
  };
}
