import { parseDurationMs } from '@octavo/orchestrators';
import { countLatencies, latencyQuantile } from '../evidence/latency-histogram';
import type { Stage } from '../promotion/stage';
import type { ErrorRateGate, Gates, LatencyGate, ParityGate } from '../rules/rollout-rules';
import type { EngineTotals } from '../store/evidence-totals';
import {
  type ErrorRateVerdict,
  type Failures,
  type GateVerdict,
  type LatencyVerdict,
  type ParityVerdict,
  type Percentile,
  ROUNDING,
  type Verdict,
  writeCount,
  writeMs,
  writeShare,
} from './gate-verdict';

/** The figures of a type for its gates, each over the window of its gate. */
export interface GateFigures {
  readonly parity: Comparisons;
  readonly errorRate: EngineFigures;
  readonly latency: EngineFigures;
}

/** Evaluates the gates of a stage. In shadow the new engine only computes, so only parity is evaluated. */
export function judgeGates(stage: Stage, figures: GateFigures, gates: Gates): readonly GateVerdict[] {
  if (stage === 'legacy' || stage === 'stopped') return [];
  const parity = judgeParity(figures.parity, gates.parity);
  if (stage === 'shadow') return [parity];
  return [parity, judgeErrorRate(figures.errorRate, gates.errorRate), judgeLatency(figures.latency, gates.latency)];
}

export interface Comparisons {
  readonly compared: number;
  readonly equal: number;
}

/**
 * Passes if enough compared visits are equal. It waits while there are too few visits, unless it would fail even if all
 * missing visits were equal.
 */
export function judgeParity({ compared, equal }: Comparisons, { atLeast, minimum }: ParityGate): ParityVerdict {
  const differing = compared - equal;
  const tolerated = (1 - atLeast) * Math.max(compared, minimum);
  const verdict = differing > tolerated + ROUNDING ? 'broken' : compared < minimum ? 'too_few' : 'pass';
  const counted =
    compared === 0
      ? 'no visit was compared'
      : `${writeCount(equal)} of ${writeCount(compared)} compared visits were equal (${writeShare(equal / compared)})`;
  const requirement = `at least ${writeShare(atLeast)} of ${writeCount(minimum)} or more are required`;
  return { gate: 'parity', verdict, sentence: `${counted}; ${requirement}`, compared, equal, atLeast, minimum };
}

/** The totals of the visits on each engine. */
export interface EngineFigures {
  readonly legacy: EngineTotals;
  readonly new: EngineTotals;
}

/**
 * Passes if visits by the new engine do not fail noticeably more often than those by the old one. It waits while either has
 * too few visits, unless it would fail even if all missing visits of the new engine succeeded.
 */
export function judgeErrorRate(engines: EngineFigures, { tolerance, minimum }: ErrorRateGate): ErrorRateVerdict {
  const [before, after] = [toFailures(engines.legacy), toFailures(engines.new)];
  const sentence = `${describeFailures('old', before)}, ${describeFailures('new', after)}; at most ${writeShare(tolerance)} more is allowed, with ${writeCount(minimum)} or more visits of each`;
  const verdict = judge(before, after, tolerance, minimum);
  return { gate: 'errorRate', verdict, sentence, legacy: before, new: after, tolerance, minimum };
}

function judge(before: Failures, after: Failures, tolerance: number, minimum: number): Verdict {
  if (before.visits < minimum) return 'too_few';
  const tolerated = (before.failed / before.visits + tolerance) * Math.max(after.visits, minimum);
  if (after.failed > tolerated + ROUNDING) return 'broken';
  return after.visits < minimum ? 'too_few' : 'pass';
}

function toFailures({ succeeded, failed }: EngineTotals): Failures {
  return { visits: succeeded + failed, failed };
}

function describeFailures(engine: string, { visits, failed }: Failures): string {
  if (visits === 0) return `no visit by the ${engine} engine`;
  return `${writeCount(failed)} of ${writeCount(visits)} visits by the ${engine} engine failed (${writeShare(failed / visits)})`;
}

/** Passes if the 95th percentile of the new engine is not much above that of the old one. */
export function judgeLatency(engines: EngineFigures, gate: LatencyGate): LatencyVerdict {
  const { ratio, minimum } = gate;
  const [before, after] = [toPercentile(engines.legacy), toPercentile(engines.new)];
  const limitMs = before.p95Ms === null ? null : before.p95Ms * ratio + (parseDurationMs(gate.allowance) ?? 0);
  const isEnough = before.visits >= minimum && after.visits >= minimum;
  const isSlow = (after.p95Ms ?? 0) > (limitMs ?? 0) + ROUNDING;
  const limit = limitMs === null ? '' : `; at most ${writeMs(limitMs)} is allowed`;
  const sentence = `the 95th percentile is ${describePercentile('old', before)}, ${describePercentile('new', after)}${limit}, with ${writeCount(minimum)} or more visits of each`;
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

function describePercentile(engine: string, { visits, p95Ms }: Percentile): string {
  if (p95Ms === null) return `not known of the ${engine} engine`;
  return `${writeMs(p95Ms)} of ${writeCount(visits)} visits by the ${engine} engine`;
}
