import type { TypeRule } from '../../rules/rollout-rules';
import { asJson, type ChangePlanner, replaceIn } from './planned-change';

/** Stops types: they are legacy for everybody, whatever overrides say. Those that are stopped stay as they are. */
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
