import type { MetricMeter } from '@temporalio/common';
import type { ChangeListener } from './rule-changer';
import { stageOf } from '../promotion/stage';

/** Counts the changes of a rollout, and shows how far each type is, in the metrics of a worker or a program. */
export function countChanges(meter: MetricMeter): ChangeListener {
  const changes = meter.createCounter('octavo_rollout_changes', 'changes', 'Changes of the rules of the rollout.');
  const percent = meter.createGauge(
    'octavo_rollout_percent',
    'int',
    '%',
    'Share of the runs that take the new engine.',
  );
  return ({ kind, types }, rules) => {
    changes.add(1, { kind });
    for (const type of types) {
      const stage = rules.killSwitch ? 0 : stageOf(rules.types[type]);
      percent.set(typeof stage === 'number' ? stage : 0, { type });
    }
  };
}
