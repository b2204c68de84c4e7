import type { GateVerdict } from '../gates/gate-verdict';
import { judgeGates } from '../gates/judge-gates';
import { stageOf } from '../promotion/stage';
import type { RolloutRules } from '../rules/rollout-rules';
import { type EvidenceReader, readFigures } from './read-figures';

/** What the gates say of a type now; nothing where it has none. */
export async function judgeType(
  reader: EvidenceReader,
  target: { readonly rules: RolloutRules; readonly type: string; readonly nowMs: number },
): Promise<readonly GateVerdict[]> {
  const { rules, type, nowMs } = target;
  const rule = rules.types[type];
  const stage = stageOf(rule);
  if (stage === 'legacy' || stage === 'stopped') return [];
  const { gates } = rules.plan;
  return judgeGates(stage, await readFigures(reader, { type, rule, gates, nowMs }), gates);
}
