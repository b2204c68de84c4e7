import { type ChangePlanner, asJson, replaceIn } from './planned-change';

/** Everything legacy, at once; or as the rules say again. */
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

/** The parts of the plan of promotions that are to be others, as the document of rules has them. */
export interface WantedPlan {
  readonly stages?: readonly number[];
  readonly otherwise?: 'legacy' | 'shadow';
  /** By gate the fields that are to be others. */
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
