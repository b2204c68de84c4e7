export interface Load {
  /** Number of open runs. */
  readonly inFlight: number;
  /** After this time no run starts, except to complete a cycle; open runs end. */
  readonly durationMs: number;
  /** Number of different runs before they repeat; only whole cycles are run. Default 1. */
  readonly cycle?: number;
}

/** The load of a side, and the warm-up time before the measurement. */
export interface WarmLoad extends Load {
  readonly warmUpMs: number;
}

export interface LoadResult {
  readonly runs: number;
  /** Runs per second, from the first start to the last end. */
  readonly throughput: number;
  /** Mean milliseconds from start to result. */
  readonly latencyMs: number;
}

/** Runs `work` repeatedly with a fixed concurrency. The first failure ends it. */
export async function runLoad(
  { inFlight, durationMs, cycle = 1 }: Load,
  work: () => Promise<unknown>,
): Promise<LoadResult> {
  const startedAt = performance.now();
  let [runs, busyMs] = [0, 0];
  const goesOn = (): boolean => runs % cycle !== 0 || performance.now() - startedAt < durationMs;
  const loop = async (): Promise<void> => {
    while (goesOn()) {
      runs += 1;
      const begin = performance.now();
      await work();
      busyMs += performance.now() - begin;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, loop));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { runs, throughput: runs / seconds, latencyMs: busyMs / runs };
}
