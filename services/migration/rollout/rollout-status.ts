import type { GateVerdict } from '../gates/gate-verdict';
import type { Stage } from '../promotion/stage';
import type { RolloutRules, TypeRule } from '../rules/rollout-rules';

/** How far the rollout is. */
export interface RolloutStatus extends Omit<RolloutRules, 'types'> {
  /** All types, in the order of the language. */
  readonly types: readonly TypeStatus[];
}

export interface TypeStatus {
  readonly type: string;
  /** By the rule of the type; overrides and the kill switch aside. */
  readonly stage: Stage;
  readonly rule: TypeRule;
  /** What the gates of the stage say now; none for a type that is legacy or stopped. */
  readonly gates: readonly GateVerdict[];
  /** RFC 3339 UTC; null where no evidence tells that the old engine ever ran this type. */
  readonly lastLegacyAt: string | null;
}

/** The rule of a type that has none. */
export const legacyRule: TypeRule = { mode: 'legacy', percent: 100, otherwise: 'legacy' };
