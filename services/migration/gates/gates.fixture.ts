import { latencyBucketOf } from '../evidence/latency-histogram';
import type { EngineTotals } from '../store/evidence-totals';

/** Visits of one engine, with the number of failed ones and the duration of each. */
export function engineOf(visits: number, { failed = 0, tookMs = 10 } = {}): EngineTotals {
  const latencies = visits === 0 ? {} : { [latencyBucketOf(tookMs)]: visits };
  return { succeeded: visits - failed, failed, latencies };
}
