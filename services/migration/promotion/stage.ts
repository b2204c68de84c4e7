import type { EngineMode } from '../contracts/flags';
import type { GateVerdict } from '../gates/gate-verdict';
import type { PromotionPlan, Share, TypeRule } from '../rules/rollout-rules';

/** The stage of a type; a number is the percentage of runs that use the new engine. */
export type Stage = 'stopped' | 'legacy' | 'shadow' | number;

/** The stage of a rule, without overrides. */
export function stageOf(rule: TypeRule | Share | undefined): Stage {
  if (rule === undefined) return 'legacy';
  if ('stopped' in rule && rule.stopped !== undefined) return 'stopped';
  const ofNew = percentOf('new', rule);
  if (ofNew > 0) return ofNew;
  return percentOf('shadow', rule) > 0 ? 'shadow' : 'legacy';
}

/** Whether all runs of a share use the old engine. */
export function isLegacyOnly(share: Share): boolean {
  return percentOf('legacy', share) === 100;
}

/** `new for 5 %, otherwise shadow` */
export function describeShare({ mode, percent, otherwise }: Share): string {
  return percent === 100 || mode === otherwise ? mode : `${mode} for ${percent} %, otherwise ${otherwise}`;
}

function percentOf(wanted: EngineMode, { mode, percent, otherwise }: Share): number {
  return (mode === wanted ? percent : 0) + (otherwise === wanted ? 100 - percent : 0);
}

/** The next step of a promotion, with the reason. */
export type PromotionStep =
  | { readonly action: 'advance'; readonly share: Share; readonly sentence: string }
  | { readonly action: 'hold' | 'roll_back' | 'complete'; readonly sentence: string };

export interface PromotionState {
  readonly rule: TypeRule | undefined;
  readonly killSwitch: boolean;
  readonly plan: PromotionPlan;
}

/**
 * The promotion of a type as a state machine, one step at a time:
 *
 * - `legacy` → `shadow`, at once: there is no evidence to check yet;
 * - `shadow` → the first percentage of the plan → … → 100 %, each when every gate of the stage passes;
 * - any of them → `stopped`, legacy for all runs, when a gate fails;
 * - `stopped`, and everything while the kill switch is on: holds, until somebody sets the type again.
 *
 * A share that somebody set manually continues with the next higher percentage of the plan.
 */
export function decideStep(state: PromotionState, verdicts: readonly GateVerdict[]): PromotionStep {
  const stage = stageOf(state.rule);
  if (state.killSwitch) return hold('the kill switch is on');
  if (stage === 'stopped') return hold(describeStop(state.rule));
  if (stage === 'legacy') return advance(shadowAll, 'both engines are compared from now on');
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken');
  if (broken.length > 0) return { action: 'roll_back', sentence: describeAll(broken) };
  if (stage === 100) return { action: 'complete', sentence: 'every run uses the new engine' };
  const waiting = verdicts.filter(({ verdict }) => verdict !== 'pass');
  if (waiting.length > 0) return hold(describeAll(waiting));
  return advance(shareAfter(stage, state.plan), describeAll(verdicts));
}

const shadowAll: Share = { mode: 'shadow', percent: 100, otherwise: 'legacy' };

/** The share of the next stage of the plan. */
function shareAfter(stage: Stage, { stages, otherwise }: PromotionPlan): Share {
  const reached = typeof stage === 'number' ? stage : 0;
  const percent = stages.find((candidate) => candidate > reached) ?? 100;
  return { mode: 'new', percent, otherwise: percent === 100 ? 'legacy' : otherwise };
}

function advance(share: Share, why: string): PromotionStep {
  return { action: 'advance', share, sentence: `${describeShare(share)}: ${why}` };
}

function hold(sentence: string): PromotionStep {
  return { action: 'hold', sentence };
}

function describeStop(rule: TypeRule | undefined): string {
  return `it was rolled back at ${rule?.stopped?.at ?? ''} (${rule?.stopped?.reason ?? ''}); set it to shadow to begin again`;
}

function describeAll(verdicts: readonly GateVerdict[]): string {
  return verdicts.map(({ gate, sentence }) => `${gate}: ${sentence}`).join('. ');
}
