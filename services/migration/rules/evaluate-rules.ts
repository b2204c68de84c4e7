import type { EngineMode, FlagContext } from '../contracts/flags';
import type { Override, OverrideSelector, RolloutRules, Share } from './rollout-rules';

/** What decides the mode of a task type for a run. */
export interface RuleEvaluator {
  /** That of the rules, and a digest of them: a hand may have changed them without raising it. `12-9f03ab55` */
  readonly revision: string;
  modeOf(type: string, context: FlagContext): EngineMode;
}

type Selecting = 'workflowId' | 'tenant' | 'definition';

/** From the most to the least specific; in each, an override that names the type comes first. */
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
 * Prepares rules to be asked often: an answer costs a few look-ups, however many overrides there are. In this order the
 * first decides: the kill switch; a stopped type; the most specific override (workflow id before tenant before
 * definition; of two that name the same runs, the one that names the type); the rule of the type; legacy.
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

/** Names what an override selects; two with the same name would contradict each other. */
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
 * Where a run stands among all, 0 to below 100: the same for the same key, for ever, and evenly spread. A run whose
 * position is below the percentage is in; so raising it never takes a run back out. It does not depend on the task type:
 * a run that is in for one type at 5 % is in for every type at 5 %, which keeps what may go wrong to few runs.
 */
export function stickyPosition(key: string): number {
  return (hashText(key) / 2 ** 32) * 100;
}

/** A number of 32 bits, evenly spread: FNV-1a over the text, ended as MurmurHash3 is, which reaches the high bits. */
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
