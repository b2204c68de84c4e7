import { RolloutError } from '../../errors/rollout-error';
import { describeShare } from '../../promotion/stage';
import { selectorKey } from '../../rules/evaluate-rules';
import type { Override, OverrideSelector, RolloutRules } from '../../rules/rollout-rules';
import { asJson, type ChangePlanner, type PlannedChange, replaceIn } from './set-rollout';
import { toShare, type WantedShare } from './set-type';

/** Adds an override, or replaces the one for the same runs and type. */
export function planOverride(selector: OverrideSelector, wanted: WantedShare): ChangePlanner {
  return (rules) => {
    const override: Override = { ...onlySelector(selector), ...toShare(wanted) };
    return replaceOverride(rules, selector, override, describeShare(override));
  };
}

/** @throws RolloutError ROLLOUT_CHANGE_INVALID if there is no such override */
export function planOverrideRemoval(selector: OverrideSelector): ChangePlanner {
  return (rules) => {
    if (findOverride(rules, selector) === undefined)
      throw new RolloutError(
        'ROLLOUT_CHANGE_INVALID',
        `there is no override for ${describeSelector(selector)}; ${describeKnown(rules)}`,
      );
    return replaceOverride(rules, selector, undefined, 'no override');
  };
}

function replaceOverride(
  rules: RolloutRules,
  selector: OverrideSelector,
  after: Override | undefined,
  what: string,
): PlannedChange {
  const others = rules.overrides.filter((override) => selectorKey(override) !== selectorKey(selector));
  return {
    rules: replaceIn(rules, { overrides: after === undefined ? others : [...others, after] }),
    kind: 'override',
    types: selector.type === undefined ? [] : [selector.type],
    change: `${describeSelector(selector)}: ${what}`,
    before: asJson(findOverride(rules, selector)),
    after: asJson(after),
  };
}

function findOverride({ overrides }: RolloutRules, selector: OverrideSelector): Override | undefined {
  return overrides.find((override) => selectorKey(override) === selectorKey(selector));
}

/** `tenant acme, definition order, basic` */
export function describeSelector({ workflowId, tenant, definition, type }: OverrideSelector): string {
  const named = { workflow: workflowId, tenant, definition };
  const parts = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : `${name} ${value}`));
  return [...parts, ...(type === undefined ? [] : [type])].join(', ');
}

function describeKnown({ overrides }: RolloutRules): string {
  return overrides.length === 0 ? 'there are none' : `there are: ${overrides.map(describeSelector).join('; ')}`;
}

/** Only the selector, without undefined fields. */
function onlySelector({ workflowId, tenant, definition, type }: OverrideSelector): OverrideSelector {
  return {
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(definition === undefined ? {} : { definition }),
    ...(type === undefined ? {} : { type }),
  };
}
