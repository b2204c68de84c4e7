import { latencyQuantile } from '../evidence/latency-histogram';
import type { GateVerdict } from '../gates/gate-verdict';
import type { Stage } from '../promotion/stage';
import type { RolloutRules, TypeRule } from '../rules/rollout-rules';
import type { DifferenceGroup, EngineTotals, EvidenceTotals } from '../store/evidence-totals';

/** The evidence of a time range, per task type and definition. */
export interface RolloutReport {
  /** RFC 3339 UTC. */
  readonly from: string;
  readonly to: string;
  /** In the order of definition, then type. */
  readonly parts: readonly ReportPart[];
}

export interface ReportPart {
  readonly definition: string;
  readonly type: string;
  readonly compared: number;
  readonly equal: number;
  /** Share of equal visits, 0 to 1; null if none was compared. */
  readonly parity: number | null;
  /** The most frequent first, with examples. */
  readonly differences: readonly DifferenceGroup[];
  readonly engines: { readonly legacy: EngineReport; readonly new: EngineReport };
}

/** Numbers are null if there was no visit. */
export interface EngineReport {
  readonly visits: number;
  readonly failed: number;
  /** Share of failed visits, 0 to 1. */
  readonly errorRate: number | null;
  /** In milliseconds. */
  readonly latency: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null };
}

export function toReportParts(
  totals: readonly EvidenceTotals[],
  groups: readonly DifferenceGroup[],
): readonly ReportPart[] {
  return totals.map(({ definition, type, compared, equal, engines }) => ({
    definition,
    type,
    compared,
    equal,
    parity: compared === 0 ? null : equal / compared,
    differences: groups.filter((group) => group.definition === definition && group.type === type),
    engines: { legacy: toEngineReport(engines.legacy), new: toEngineReport(engines.new) },
  }));
}

function toEngineReport({ succeeded, failed, latencies }: EngineTotals): EngineReport {
  const visits = succeeded + failed;
  const quantile = (share: number): number | null => latencyQuantile(latencies, share) ?? null;
  return {
    visits,
    failed,
    errorRate: visits === 0 ? null : failed / visits,
    latency: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
  };
}

/** The state of the rollout. */
export interface RolloutStatus extends Omit<RolloutRules, 'types'> {
  /** All types, in the order of the language. */
  readonly types: readonly TypeStatus[];
}

export interface TypeStatus {
  readonly type: string;
  /** By the rule of the type, without overrides and the kill switch. */
  readonly stage: Stage;
  readonly rule: TypeRule;
  /** The current verdicts of the stage's gates; empty for a type that is legacy or stopped. */
  readonly gates: readonly GateVerdict[];
  /** RFC 3339 UTC; null if no evidence shows that the old engine ever ran this type. */
  readonly lastLegacyAt: string | null;
}

/** The rule of a type without one. */
export const legacyRule: TypeRule = { mode: 'legacy', percent: 100, otherwise: 'legacy' };
