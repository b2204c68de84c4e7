/** The argument of workflow type `octavoRollout`, which moves one task type through the stages of a promotion. */
export interface PromotionRequest {
  readonly type: string;
  /** Who started it, and why; both are in the audit of every step. */
  readonly actor: string;
  readonly reason?: string;
  /** Time between two steps in milliseconds. Default: one minute. */
  readonly everyMs?: number;
  /** The steps of the previous execution, after continue-as-new. */
  readonly told?: readonly PromotionStepTold[];
}

/** A step of the activity `stepPromotion`: its action and the reason. */
export interface PromotionStepTold {
  readonly action: 'advance' | 'hold' | 'complete' | 'roll_back';
  /** The reason, with the numbers of the gates. */
  readonly sentence: string;
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** The result of a promotion, and of the query `octavo.promotion` while it runs. */
export interface PromotionState {
  readonly type: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'ROLLED_BACK';
  /** The steps without repetitions, the latest last; at most 100. */
  readonly steps: readonly PromotionStepTold[];
}

/** The activities of promotions. */
export interface PromotionActivities {
  /** One step of `Rollout.step`. Fails, and is retried, while the store of the rollout cannot be reached. */
  stepPromotion(request: Pick<PromotionRequest, 'type' | 'actor' | 'reason'>): Promise<PromotionStepTold>;
}

/** The workflow id of the promotion of a type; only one can run at a time. */
export function promotionWorkflowId(type: string): string {
  return `octavo-rollout-${type}`;
}

/** The query for the `PromotionState` of a promotion. */
export const PROMOTION_QUERY = 'octavo.promotion';
