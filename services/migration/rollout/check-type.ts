import { findNearest } from '@octavo/orchestrators';
import { RolloutError } from '../errors/rollout-error';
import { flaggedTypes } from '../rules/rollout-rules';

/** @throws RolloutError ROLLOUT_CHANGE_INVALID if `type` is not a task type of both engines */
export function checkType(type: string): void {
  if (flaggedTypes.includes(type)) return;
  const nearest = findNearest(type, flaggedTypes);
  const hint = nearest === undefined ? `the types are ${flaggedTypes.join(', ')}` : `nearest is "${nearest}"`;
  throw new RolloutError('ROLLOUT_CHANGE_INVALID', `"${type}" is not a task type of both engines; ${hint}`);
}

/**
 * The type, or all of them for `all`.
 * @throws RolloutError ROLLOUT_CHANGE_INVALID for any other value
 */
export function typesOf(type: string): readonly string[] {
  if (type === 'all') return flaggedTypes;
  checkType(type);
  return [type];
}
