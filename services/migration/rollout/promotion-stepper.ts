import type { GateVerdict } from '../gates/gate-verdict';
import { decideStep, type PromotionStep } from '../promotion/stage';
import type { RolloutRules } from '../rules/rollout-rules';
import type { RolloutStore } from '../store/rollout-store';
import type { ChangePlanner } from './changes/set-rollout';
import { planAdvance, planRollback } from './changes/set-type';
import { EvidenceReader, judgeType } from './read-figures';
import type { ChangeResult, RuleChanger } from './rule-changer';

/** The author of a promotion step; a given reason is a prefix to that of the gates. */
export interface StepOrigin {
  readonly actor: string;
  readonly reason?: string;
}

/** The result of a step of a promotion. */
export interface StepResult extends ChangeResult {
  readonly type: string;
  readonly action: PromotionStep['action'];
  /** The reason, with the numbers of the gates. */
  readonly sentence: string;
  readonly gates: readonly GateVerdict[];
}

interface Decision {
  readonly step: PromotionStep;
  readonly gates: readonly GateVerdict[];
}

export interface PromotionStepperOptions {
  readonly store: Pick<RolloutStore, 'readTotals'>;
  readonly changer: RuleChanger;
  readonly now: () => number;
}

/** Makes the steps of promotions. */
export class PromotionStepper {
  readonly #options: PromotionStepperOptions;

  constructor(options: PromotionStepperOptions) {
    this.#options = options;
  }

  /** If somebody changes the rules meanwhile, the type is evaluated again with the new rules. */
  async step(type: string, { actor, reason }: StepOrigin): Promise<StepResult> {
    let decision: Decision | undefined;
    const result = await this.#options.changer.change({ actor, reason: reason ?? 'a step' }, async (rules) => {
      decision = await this.#decide(type, rules);
      return because(planStep(type, decision.step), reason, decision.step.sentence);
    });
    const { step, gates } = decision ?? (await this.#decide(type, result.rules));
    return { ...result, type, action: step.action, sentence: step.sentence, gates };
  }

  async #decide(type: string, rules: RolloutRules): Promise<Decision> {
    const { store, now } = this.#options;
    const { plan, killSwitch, types } = rules;
    const gates = await judgeType(new EvidenceReader(store), { rules, type, nowMs: now() });
    return { step: decideStep({ rule: types[type], killSwitch, plan }, gates), gates };
  }
}

function because(plan: ChangePlanner, given: string | undefined, sentence: string): ChangePlanner {
  return (rules, at) => {
    const planned = plan(rules, at);
    return planned && { ...planned, reason: given === undefined ? sentence : `${given}: ${sentence}` };
  };
}

function planStep(type: string, step: PromotionStep): ChangePlanner {
  switch (step.action) {
    case 'advance':
      return planAdvance(type, step.share);
    case 'roll_back':
      return planRollback([type], step.sentence);
    case 'hold':
    case 'complete':
      return () => undefined;
  }
}
