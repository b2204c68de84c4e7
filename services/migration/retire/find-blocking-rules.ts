import { describeSelector } from '../rollout/changes/set-override';
import { describeShare, type Stage, stageOf } from '../promotion/stage';
import type { Override, OverrideSelector, RolloutRules } from '../rules/rollout-rules';
import { flaggedTypes } from '../rules/task-types';
import type { Blocker } from './retirement';

/** What in the rules still gives anybody the old engine, shadow included. */
export function findBlockingRules(rules: RolloutRules): readonly Blocker[] {
  const killSwitch = rules.killSwitch
    ? [blocker('kill_switch', 'The kill switch is on.', 'octavo rollout kill-switch off')]
    : [];
  const types = flaggedTypes.flatMap((type) => {
    const stage = stageOf(rules.types[type]);
    return stage === 100 ? [] : [blockingType(type, stage)];
  });
  return [...killSwitch, ...types, ...rules.overrides.filter((one) => stageOf(one) !== 100).map(blockingOverride)];
}

function blockingType(type: string, stage: Stage): Blocker {
  const told = typeof stage === 'number' ? `at ${stage} %` : stage;
  const command = stage === 'stopped' ? `octavo rollout set ${type} shadow` : `octavo rollout promote ${type}`;
  return blocker('type', `${type} is ${told}, not new for everybody.`, command);
}

function blockingOverride(override: Override): Blocker {
  const sentence = `An override gives ${describeSelector(override)} ${describeShare(override)}.`;
  return blocker('override', sentence, `octavo rollout unset ${override.type ?? 'all'} ${optionsFor(override)}`);
}

function optionsFor({ workflowId, tenant, definition }: OverrideSelector): string {
  const options = { 'workflow-id': workflowId, tenant, definition };
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${quote(value)}`],
  );
  return given.join(' ');
}

/** For a shell. */
function quote(value: string): string {
  return /^[\w.:/@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function blocker(kind: Blocker['kind'], sentence: string, command: string): Blocker {
  return { kind, sentence, workflowIds: [], commands: [command] };
}
