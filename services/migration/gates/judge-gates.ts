import type { Stage } from '../promotion/stage';
import type { Gates } from '../rules/rollout-rules';
import { type EngineFigures, judgeErrorRate } from './error-rate-gate';
import type { GateVerdict } from './gate-verdict';
import { judgeLatency } from './latency-gate';
import { type Comparisons, judgeParity } from './parity-gate';

/** What a type is judged by, each over the window of its gate. */
export interface GateFigures {
  readonly parity: Comparisons;
  readonly errorRate: EngineFigures;
  readonly latency: EngineFigures;
}

/** The gates that a stage has: in shadow the new engine only computes, so there is nothing of its own to judge but parity. */
export function judgeGates(stage: Stage, figures: GateFigures, gates: Gates): readonly GateVerdict[] {
  if (stage === 'legacy' || stage === 'stopped') return [];
  const parity = judgeParity(figures.parity, gates.parity);
  if (stage === 'shadow') return [parity];
  return [parity, judgeErrorRate(figures.errorRate, gates.errorRate), judgeLatency(figures.latency, gates.latency)];
}
