import { TaskFailure } from '@octavo/orchestrators';
import type { CompositeTask } from '@octavo/orchestrators/language';
import type { PreparedComposite } from '../../contracts/create-state';
import type { CompositeRoundRequest } from '../../contracts/legacy-activities';
import type { StateKind } from '../create-state';
import { evaluationOf } from '../evaluation';

/** `createCompositeState`: the maximum number of rounds; one without `repeat`. */
export const compositeState: StateKind<CompositeTask, PreparedComposite> = {
  prepare: ({ config: { repeat } }, { evaluator, scope }) => {
    if (repeat === undefined) return { max: 1, delayMs: 0 };
    const max = evaluator.wholeNumber(repeat.max, scope, { least: 1 });
    return { max, delayMs: repeat.delay === undefined ? 0 : evaluator.durationMs(repeat.delay, scope) };
  },
};

/** `evaluateCompositeRound`: whether there is another round. Throws `TaskFailure`. */
export function wantsAnotherRound({ config: { repeat }, context, round, max }: CompositeRoundRequest): boolean {
  const { evaluator, scope } = evaluationOf(context);
  if (round > 0 && repeat?.until !== undefined && evaluator.condition(repeat.until, scope)) return false;
  if (repeat?.while !== undefined && !evaluator.condition(repeat.while, scope)) return false;
  if (round < max) return true;
  throw new TaskFailure('REPEAT_LIMIT_EXCEEDED', `is not done after ${max} rounds, the limit set by repeat.max`);
}
