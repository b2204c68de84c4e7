import type { MetricMeter } from '@temporalio/common';
import type { RolloutRules } from '../rules/rollout-rules';
import { flaggedTypes } from '../rules/task-types';
import { stageOf } from '../promotion/stage';
import type { ChangeListener } from './rule-changer';

/** Counts the changes that a process makes, and shows how far each type is, in the metrics of a worker or a program. */
export function countChanges(meter: MetricMeter): ChangeListener {
  const changes = meter.createCounter(
    'octavo_rollout_changes',
    'changes',
    'Changes of the rules that this process made.',
  );
  const show = showRules(meter);
  return ({ kind }, rules) => {
    changes.add(1, { kind });
    show(rules);
  };
}

/** Shows the rules as they are, whoever changed them, in the metrics of a process that watches them. */
export function showRules(meter: MetricMeter): (rules: RolloutRules) => void {
  const revision = meter.createGauge(
    'octavo_rollout_revision',
    'int',
    undefined,
    'Revision of the rules that this process has; every change raises it.',
  );
  const percent = meter.createGauge(
    'octavo_rollout_percent',
    'float',
    '%',
    'Share of the runs that take the new engine.',
  );
  return (rules) => {
    revision.set(rules.revision);
    for (const type of flaggedTypes) {
      const stage = rules.killSwitch ? 0 : stageOf(rules.types[type]);
      percent.set(typeof stage === 'number' ? stage : 0, { type });
    }
  };
}
