import { cpus, loadavg } from 'node:os';
import { ownCpuMs } from './own-cpu';

/** What else the machine did while something was measured. */
export interface OtherLoad {
  /** Load average of the minute before. */
  readonly before: number;
  /** How many cores others kept busy on average while measuring; absent where the system does not tell. */
  readonly otherCores?: number;
}

/** Watches from now on what this process and its descendants do not use themselves. */
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
