export interface Load {
  /** Runs under way at the same time. */
  readonly inFlight: number;
  /** After this time no run begins, but to complete a cycle; those under way end. */
  readonly durationMs: number;
  /** How many runs in a row differ from each other, before they repeat: whole cycles are run. Default 1. */
  readonly cycle?: number;
}

/** The load of a side, and how long it lasts before anything is measured. */
export interface WarmLoad extends Load {
  readonly warmUpMs: number;
}

export interface LoadResult {
  readonly runs: number;
  /** Runs a second, from the first start to the last end. */
  readonly throughput: number;
  /** Mean milliseconds from start to result. */
  readonly latencyMs: number;
}

/** Does `work` over and over with a fixed number under way. The first one that fails ends it all. */
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
