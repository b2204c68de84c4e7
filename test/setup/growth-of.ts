/** What is faster than this says nothing; milliseconds. */
const LEAST_MS = 1;

/**
 * How many times as much CPU time `work` takes for ten times the size: about 10 where it is linear, 100 where it is square.
 * Both are measured here and now, so that it does not hang on the machine.
 */
export async function growthOf(work: (size: number) => unknown, size: number): Promise<number> {
  const smallMs = await cpuMsOf(() => work(size / 10));
  return (await cpuMsOf(() => work(size))) / Math.max(smallMs, LEAST_MS);
}

/** Between a line and a square, on a logarithmic scale. */
export const BARELY_LINEAR = 32;

async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
