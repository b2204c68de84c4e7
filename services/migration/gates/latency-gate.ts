import { parseDurationMs } from '@octavo/orchestrators';
import { countLatencies, latencyQuantile } from '../evidence/latency-histogram';
import type { LatencyGate } from '../rules/rollout-rules';
import type { EngineTotals } from '../store/evidence-totals';
import type { EngineFigures } from './error-rate-gate';
import type { LatencyVerdict, Percentile } from './gate-verdict';
import { ROUNDING, writeCount, writeMs } from './write-number';

/** Nineteen of twenty visits by the new engine end about as soon as by the old one. */
export function judgeLatency(engines: EngineFigures, gate: LatencyGate): LatencyVerdict {
  const { ratio, minimum } = gate;
  const [before, after] = [toPercentile(engines.legacy), toPercentile(engines.new)];
  const limitMs = before.p95Ms === null ? null : before.p95Ms * ratio + (parseDurationMs(gate.allowance) ?? 0);
  const isEnough = before.visits >= minimum && after.visits >= minimum;
  const isSlow = (after.p95Ms ?? 0) > (limitMs ?? 0) + ROUNDING;
  const limit = limitMs === null ? '' : `; at most ${writeMs(limitMs)} is allowed`;
  const sentence = `the 95th percentile is ${describe('old', before)}, ${describe('new', after)}${limit}, with ${writeCount(minimum)} or more visits of each`;
  return {
    gate: 'latency',
    verdict: isEnough ? (isSlow ? 'broken' : 'pass') : 'too_few',
    sentence,
    legacy: before,
    new: after,
    limitMs,
    minimum,
  };
}

function toPercentile({ latencies }: EngineTotals): Percentile {
  return { visits: countLatencies(latencies), p95Ms: latencyQuantile(latencies, 0.95) ?? null };
}

function describe(engine: string, { visits, p95Ms }: Percentile): string {
  if (p95Ms === null) return `not known of the ${engine} engine`;
  return `${writeMs(p95Ms)} of ${writeCount(visits)} visits by the ${engine} engine`;
}
