/** The argument of workflow type `octavoRollout`, which leads one task type through the stages of a promotion. */
export interface PromotionRequest {
  readonly type: string;
  /** Who began it, and why; both are in the audit of every step. */
  readonly actor: string;
  readonly reason?: string;
  /** How long from one step to the next; milliseconds. Default one minute. */
  readonly everyMs?: number;
  /** Of an execution that this one goes on from. */
  readonly told?: readonly PromotionStepTold[];
}

/** What the activity `stepPromotion` did, and why. */
export interface PromotionStepTold {
  readonly action: 'advance' | 'hold' | 'complete' | 'roll_back';
  /** With the numbers of the gates. */
  readonly sentence: string;
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** How a promotion ended, and what the query `octavo.promotion` gives meanwhile. */
export interface PromotionState {
  readonly type: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'ROLLED_BACK';
  /** The steps that said something new, the last one last; at most 100. */
  readonly steps: readonly PromotionStepTold[];
}

/** What a worker does for promotions. */
export interface PromotionActivities {
  /** One step of `Rollout.step`. Fails, and is tried again, while the store of the rollout cannot be reached. */
  stepPromotion(request: Pick<PromotionRequest, 'type' | 'actor' | 'reason'>): Promise<PromotionStepTold>;
}

/** The workflow id of the promotion of a type: there is one at a time. */
export function promotionWorkflowId(type: string): string {
  return `octavo-rollout-${type}`;
}

/** Asks a promotion for its `PromotionState`. */
export const PROMOTION_QUERY = 'octavo.promotion';
