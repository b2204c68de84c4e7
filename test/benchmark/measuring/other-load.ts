import { cpus, loadavg } from 'node:os';
import { ownCpuMs } from './own-cpu';

/** Other load on the machine during a measurement. */
export interface OtherLoad {
  /** Load average of the minute before. */
  readonly before: number;
  /** Average number of cores that other processes used; absent if the system does not report it. */
  readonly otherCores?: number;
}

/** Starts to watch the CPU time of all other processes. */
export function watchOtherLoad(): { read(): OtherLoad } {
  const before = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  const startedAt = performance.now();
  const [busyAtStart, ownAtStart] = [busyMs(), ownCpuMs()];
  const read = (): OtherLoad => {
    const own = ownCpuMs();
    if (own === undefined || ownAtStart === undefined) return { before };
    const othersMs = busyMs() - busyAtStart - (own - ownAtStart);
    return { before, otherCores: Math.max(0, Math.round((100 * othersMs) / (performance.now() - startedAt)) / 100) };
  };
  return { read };
}

/** CPU time of the whole machine. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
