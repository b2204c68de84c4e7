import type { EngineMode } from '../../contracts/engine-mode';
import { describeShare, isLegacyOnly } from '../../promotion/stage';
import type { Share, TypeRule } from '../../rules/rollout-rules';
import type { AuditEntry } from '../../store/audit-entry';
import { asJson, type ChangePlanner, replaceIn } from './planned-change';

/** A share as people give it. */
export interface WantedShare {
  readonly mode: EngineMode;
  /** Default 100. */
  readonly percent?: number | undefined;
  /** Default legacy. */
  readonly otherwise?: EngineMode | undefined;
}

/** Gives a type a share, and so takes back that it was stopped. Setting what is there begins its evidence anew. */
export function planSet(type: string, wanted: WantedShare): ChangePlanner {
  return planShare('set', type, toShare(wanted));
}

/** The next stage of a promotion. */
export function planAdvance(type: string, share: Share): ChangePlanner {
  return planShare('advance', type, share);
}

/** The share with its defaults; what is wrong in it is found when the rules are checked. */
export function toShare({ mode, percent = 100, otherwise = 'legacy' }: WantedShare): Share {
  return { mode, percent, otherwise };
}

function planShare(kind: AuditEntry['kind'], type: string, share: Share): ChangePlanner {
  return (rules, at) => {
    const before = Object.hasOwn(rules.types, type) ? rules.types[type] : undefined;
    const after: TypeRule = { ...share, since: at, ...startOf(before, share, at) };
    return {
      rules: replaceIn(rules, { types: { ...rules.types, [type]: after } }),
      kind,
      types: [type],
      change: `${type}: ${describeShare(share)}`,
      before: asJson(before),
      after: asJson(after),
    };
  };
}

/** A type that leaves legacy, or comes back after a rollback, begins anew: what was compared before tells nothing. */
function startOf(before: TypeRule | undefined, share: Share, at: string): { readonly startedAt?: string } {
  if (isLegacyOnly(share)) return {};
  return { startedAt: before?.startedAt ?? at };
}
