import { metricMeter } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { RolloutError } from '../errors/rollout-error';
import type { Rollout } from '../rollout/rollout';
import type { PromotionActivities } from './promotion-contract';

/** The activities of promotions; `rollout` makes the steps. */
export function createPromotionActivities(rollout: Pick<Rollout, 'step'>): PromotionActivities {
  return {
    stepPromotion: async ({ type, actor, reason }) => {
      const origin = { actor, ...(reason === undefined ? {} : { reason }) };
      const { action, sentence } = await rollout.step(type, origin).catch(giveUpOnForeignRules);
      metricMeter.createCounter('octavo_promotion_steps', 'steps', 'Steps of promotions.').add(1, { type, action });
      return { action, sentence, at: new Date().toISOString() };
    },
  };
}

/** A promotion cannot change rules outside of the store, so a retry is useless. */
function giveUpOnForeignRules(error: unknown): never {
  if (error instanceof RolloutError && error.code === 'ROLLOUT_RULES_ELSEWHERE')
    throw ApplicationFailure.create({ message: error.message, type: error.code, nonRetryable: true, cause: error });
  throw error;
}
