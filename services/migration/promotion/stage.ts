import type { EngineMode } from '../contracts/engine-mode';
import type { Share, TypeRule } from '../rules/rollout-rules';

/** How far a type is: a number is the percentage of runs that take the new engine. */
export type Stage = 'stopped' | 'legacy' | 'shadow' | number;

/** The stage that a rule amounts to, overrides aside. */
export function stageOf(rule: TypeRule | Share | undefined): Stage {
  if (rule === undefined) return 'legacy';
  if ('stopped' in rule && rule.stopped !== undefined) return 'stopped';
  const ofNew = percentOf('new', rule);
  if (ofNew > 0) return ofNew;
  return percentOf('shadow', rule) > 0 ? 'shadow' : 'legacy';
}

/** Whether nobody takes anything but the old engine by this share. */
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
