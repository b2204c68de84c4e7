import type { StoreKind } from './store-kind';

/** A request to a worker process. */
export type WorkerRequest = 'usage' | 'stop';

/** The reply of a worker process. */
export type WorkerReply = { readonly kind: 'ready' } | ({ readonly kind: 'usage' } & WorkerUsage);

/** The resource usage of a worker process. */
export interface WorkerUsage {
  readonly cpuMs: number;
  /** After a garbage collection, if the process can trigger one. */
  readonly heapBytes: number;
  /** Maximum resident memory of the process. */
  readonly maxRssBytes: number;
  /** 0 without a store. */
  readonly storeCalls: number;
}

/** The settings of a worker process, as JSON in OCTAVO_BENCH_WORKER. */
export interface WorkerSettings {
  readonly address: string;
  readonly taskQueue: string;
  readonly redisUrl: string;
  readonly store: StoreKind;
}
