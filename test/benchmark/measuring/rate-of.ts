import { cpuMs } from './cpu-ms';

/** How often `work` can run per second of CPU time: the best of `rounds` intervals of at least `stretchMs`. */
export function rateOf(
  work: () => void,
  { rounds, stretchMs }: { readonly rounds: number; readonly stretchMs: number },
): number {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) best = Math.max(best, rateOfStretch(work, stretchMs));
  return best;
}

const BLOCK = 1_000;

function rateOfStretch(work: () => void, stretchMs: number): number {
  const startedAt = cpuMs();
  for (let done = BLOCK; ; done += BLOCK) {
    for (let index = 0; index < BLOCK; index += 1) work();
    const usedMs = cpuMs() - startedAt;
    if (usedMs >= stretchMs) return (done * 1_000) / usedMs;
  }
}
