import type { EngineMode, FlagContext } from '../contracts/flags';
import type { Override, OverrideSelector, RolloutRules, Share } from './rollout-rules';

/** Decides the mode of a task type for a run. */
export interface RuleEvaluator {
  /** The revision of the rules with a digest, because a manual change may keep the revision: `12-9f03ab55`. */
  readonly revision: string;
  modeOf(type: string, context: FlagContext): EngineMode;
}

type Selecting = 'workflowId' | 'tenant' | 'definition';

/** From the most to the least specific; at each level, an override with the type comes first. */
const SPECIFICITY: readonly (readonly Selecting[])[] = [
  ['workflowId', 'tenant', 'definition'],
  ['workflowId', 'tenant'],
  ['workflowId', 'definition'],
  ['workflowId'],
  ['tenant', 'definition'],
  ['tenant'],
  ['definition'],
];

/**
 * Prepares rules for fast evaluation: a few look-ups, even with many overrides. The first of these decides: the kill switch;
 * a stopped type; the most specific override (workflow id before tenant before definition; of two for the same runs, the one
 * with the type); the rule of the type; legacy.
 */
export function compileRules(rules: RolloutRules): RuleEvaluator {
  const overrides = new Map(rules.overrides.map((override) => [selectorKey(override), override]));
  const levels = SPECIFICITY.filter((level) => rules.overrides.some((override) => isOf(level, override)));
  return {
    revision: `${rules.revision}-${hashText(JSON.stringify(rules)).toString(16).padStart(8, '0')}`,
    modeOf(type, context) {
      const rule = Object.hasOwn(rules.types, type) ? rules.types[type] : undefined;
      if (rules.killSwitch || rule?.stopped !== undefined) return 'legacy';
      const share = findOverride(overrides, levels, type, context) ?? rule;
      return share === undefined ? 'legacy' : choose(share, stickyKey(rules, context));
    },
  };
}

/** A key for the selector of an override; two overrides with the same key would conflict. */
export function selectorKey({ workflowId, tenant, definition, type }: OverrideSelector): string {
  return JSON.stringify([workflowId ?? null, tenant ?? null, definition ?? null, type ?? null]);
}

function isOf(level: readonly Selecting[], override: Override): boolean {
  const named = SPECIFICITY[0]?.filter((name) => override[name] !== undefined) ?? [];
  return named.length === level.length && named.every((name) => level.includes(name));
}

function findOverride(
  overrides: ReadonlyMap<string, Override>,
  levels: readonly (readonly Selecting[])[],
  type: string,
  context: FlagContext,
): Override | undefined {
  for (const level of levels) {
    if (level.some((name) => context[name] === undefined)) continue;
    const selector = Object.fromEntries(level.map((name) => [name, context[name]]));
    const found = overrides.get(selectorKey({ ...selector, type })) ?? overrides.get(selectorKey(selector));
    if (found !== undefined) return found;
  }
  return undefined;
}

function stickyKey({ stickBy }: RolloutRules, { tenant, workflowId }: FlagContext): string {
  return stickBy === 'tenant' && tenant !== undefined ? tenant : workflowId;
}

function choose({ mode, percent, otherwise }: Share, key: string): EngineMode {
  return stickyPosition(key) < percent ? mode : otherwise;
}

/**
 * The position of a run, from 0 to below 100: a constant, evenly distributed hash of its key. A run belongs to a percentage
 * if its position is below it, so raising the percentage never removes a run. The position does not depend on the task type:
 * a run within 5 % for one type is within 5 % for every type, so that problems affect few runs.
 */
export function stickyPosition(key: string): number {
  return (hashText(key) / 2 ** 32) * 100;
}

/**
 * A hash of 32 bits, evenly distributed: FNV-1a over the text, with the final mix of MurmurHash3, which also changes the high
 * bits.
 */
function hashText(text: string): number {
  return mix(fnv1a(text));
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash;
}

function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
