import type { Json } from '@octavo/orchestrators';
import type { EngineMode } from '../../contracts/flags';
import { describeShare, isLegacyOnly } from '../../promotion/stage';
import type { Share, TypeRule } from '../../rules/rollout-rules';
import type { AuditEntry } from '../../store/rollout-store';
import { asJson, type ChangePlanner, replaceIn } from './set-rollout';

/** A share without its defaults. */
export interface WantedShare {
  readonly mode: EngineMode;
  /** Default 100. */
  readonly percent?: number | undefined;
  /** Default legacy. */
  readonly otherwise?: EngineMode | undefined;
}

/** Sets the share of types, also if they were stopped. Setting the same share again restarts their evidence. */
export function planSet(types: readonly string[], wanted: WantedShare): ChangePlanner {
  return planShare('set', types, toShare(wanted));
}

/** The next stage of a promotion. */
export function planAdvance(type: string, share: Share): ChangePlanner {
  return planShare('advance', [type], share);
}

/** The share with its defaults; mistakes are found when the rules are validated. */
export function toShare({ mode, percent = 100, otherwise = 'legacy' }: WantedShare): Share {
  return { mode, percent, otherwise };
}

function planShare(kind: AuditEntry['kind'], types: readonly string[], share: Share): ChangePlanner {
  return (rules, at) => {
    const ruleOf = (type: string): TypeRule | undefined =>
      Object.hasOwn(rules.types, type) ? rules.types[type] : undefined;
    const before = types.map((type) => [type, ruleOf(type)] as const);
    const after = before.map(([type, rule]): readonly [string, TypeRule] => {
      return [type, { ...share, since: at, ...startOf(rule, share, at) }];
    });
    return {
      rules: replaceIn(rules, { types: { ...rules.types, ...Object.fromEntries(after) } }),
      ...{ kind, types, change: `${types.join(', ')}: ${describeShare(share)}` },
      ...{ before: audited(before), after: audited(after) },
    };
  };
}

/** The rule of one type, or an object of rules by type. */
function audited(rules: readonly (readonly [string, TypeRule | undefined])[]): Json {
  const rulesByType = rules.map(([type, rule]) => [type, asJson(rule)] as const);
  return rulesByType.length === 1 ? (rulesByType[0]?.[1] ?? null) : Object.fromEntries(rulesByType);
}

/** A type that leaves legacy, also after a rollback, starts with new evidence; older comparisons do not count. */
function startOf(before: TypeRule | undefined, share: Share, at: string): { readonly startedAt?: string } {
  if (isLegacyOnly(share)) return {};
  return { startedAt: before?.startedAt ?? at };
}

/** Stops types: they are legacy for all runs, even with an override. Types that are already stopped do not change. */
export function planRollback(types: readonly string[], reason: string): ChangePlanner {
  return (rules, at) => {
    const stopping = types.filter(
      (type) => !Object.hasOwn(rules.types, type) || rules.types[type]?.stopped === undefined,
    );
    if (stopping.length === 0) return undefined;
    const stopped: TypeRule = { mode: 'legacy', percent: 100, otherwise: 'legacy', since: at, stopped: { at, reason } };
    const before = stopping.map((type) => [type, asJson(rules.types[type])] as const);
    return {
      rules: replaceIn(rules, {
        types: { ...rules.types, ...Object.fromEntries(stopping.map((type) => [type, stopped])) },
      }),
      kind: 'roll_back',
      types: stopping,
      change: `${stopping.join(', ')}: rolled back to legacy`,
      before: Object.fromEntries(before),
      after: Object.fromEntries(stopping.map((type) => [type, asJson(stopped)])),
    };
  };
}
