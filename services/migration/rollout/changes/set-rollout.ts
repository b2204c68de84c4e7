import type { Json } from '@octavo/orchestrators';
import { RolloutError } from '../../errors/rollout-error';
import { formatRulesProblem, parseRules } from '../../rules/parse-rules';
import type { RolloutRules } from '../../rules/rollout-rules';
import type { AuditEntry } from '../../store/rollout-store';

/** The rules after a change, and its entry in the audit. */
export interface PlannedChange extends Pick<AuditEntry, 'kind' | 'types' | 'change' | 'before' | 'after'> {
  readonly rules: RolloutRules;
  /** Replaces the given reason. */
  readonly reason?: string;
}

/** Plans a change of the current rules at the time `at` (RFC 3339); undefined if there is nothing to change. Pure. */
export type ChangePlanner = (rules: RolloutRules, at: string) => PlannedChange | undefined;

/**
 * Rules with some parts replaced; the result is validated.
 * @throws RolloutError ROLLOUT_CHANGE_INVALID with all mistakes
 */
export function replaceIn(rules: RolloutRules, parts: Readonly<Record<string, unknown>>): RolloutRules {
  const result = parseRules({ ...rules, ...parts });
  if ('rules' in result) return result.rules;
  const lines = result.problems.map((problem) => `  ${formatRulesProblem(problem)}`);
  throw new RolloutError('ROLLOUT_CHANGE_INVALID', ['the change would make the rules invalid:', ...lines].join('\n'));
}

/** A part of the rules for the audit; null if there is none. */
export function asJson(part: object | undefined): Json {
  return part === undefined ? null : (JSON.parse(JSON.stringify(part)) as Json);
}

/** On: all types are legacy at once. Off: the rules apply again. */
export function planKillSwitch(position: 'on' | 'off'): ChangePlanner {
  return (rules) => {
    const killSwitch = position === 'on';
    if (rules.killSwitch === killSwitch) return undefined;
    return {
      rules: replaceIn(rules, { killSwitch }),
      kind: 'kill_switch',
      types: [],
      change: `kill switch ${position}`,
      before: rules.killSwitch,
      after: killSwitch,
    };
  };
}

/** The parts of the plan of promotions to change, in the form of the rules. */
export interface WantedPlan {
  readonly stages?: readonly number[];
  readonly otherwise?: 'legacy' | 'shadow';
  /** By gate: the fields to change. */
  readonly gates?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export function planPlan({ gates = {}, ...parts }: WantedPlan): ChangePlanner {
  return (rules) => {
    const known: Readonly<Record<string, object>> = { ...rules.plan.gates };
    const changed = Object.entries(gates).map(([gate, fields]) => [gate, { ...known[gate], ...fields }] as const);
    const after = replaceIn(rules, {
      plan: { ...rules.plan, ...parts, gates: { ...known, ...Object.fromEntries(changed) } },
    });
    return {
      rules: after,
      kind: 'plan',
      types: [],
      change: `plan: stages ${after.plan.stages.join(', ')} %, otherwise ${after.plan.otherwise}`,
      before: asJson(rules.plan),
      after: asJson(after.plan),
    };
  };
}
