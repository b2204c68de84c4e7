import { median } from './quantile';

export interface Load {
  /** Runs under way at the same time. */
  readonly inFlight: number;
  /** No run begins after this time; those under way end. */
  readonly durationMs: number;
}

export interface LoadResult {
  readonly runs: number;
  /** Runs a second, from the first start to the last end. */
  readonly throughput: number;
  /** Median milliseconds from start to result. */
  readonly latencyMs: number;
}

/** Does `work` over and over with a fixed number under way. The first one that fails ends it all. */
export async function runLoad({ inFlight, durationMs }: Load, work: () => Promise<unknown>): Promise<LoadResult> {
  const startedAt = performance.now();
  const latencies: number[] = [];
  const loop = async (): Promise<void> => {
    while (performance.now() - startedAt < durationMs) {
      const begin = performance.now();
      await work();
      latencies.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, loop));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { runs: latencies.length, throughput: latencies.length / seconds, latencyMs: median(latencies) };
}
