import { metricMeter } from '@temporalio/activity';
import type { Rollout } from '../rollout/rollout';
import type { PromotionActivities } from './promotion-contract';

/** The activities of promotions, over the rollout that they step. */
export function createPromotionActivities(rollout: Pick<Rollout, 'step'>): PromotionActivities {
  return {
    stepPromotion: async ({ type, actor, reason }) => {
      const { action, sentence } = await rollout.step(type, { actor, ...(reason === undefined ? {} : { reason }) });
      metricMeter
        .createCounter('octavo_promotion_steps', undefined, 'Steps of promotions, by what came of them.')
        .add(1, { type, action });
      return { action, sentence, at: new Date().toISOString() };
    },
  };
}
