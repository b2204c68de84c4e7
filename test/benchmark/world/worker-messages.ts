import type { StoreKind } from './store-kind';

/** What the benchmark asks a worker process. */
export type WorkerRequest = 'usage' | 'stop';

/** What a worker process answers. */
export type WorkerReply = { readonly kind: 'ready' } | ({ readonly kind: 'usage' } & WorkerUsage);

/** What a worker process has used until now. */
export interface WorkerUsage {
  readonly cpuMs: number;
  /** After a collection of garbage, where the process may ask for one. */
  readonly heapBytes: number;
  /** Resident memory of the whole process at its largest. */
  readonly maxRssBytes: number;
  /** 0 where it has no store. */
  readonly storeCalls: number;
}

/** What a worker process is told at its start, as JSON in OCTAVO_BENCH_WORKER. */
export interface WorkerSettings {
  readonly address: string;
  readonly taskQueue: string;
  readonly redisUrl: string;
  readonly store: StoreKind;
}
