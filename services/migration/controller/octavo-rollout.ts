import {
  continueAsNew,
  defineQuery,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import {
  PROMOTION_QUERY,
  type PromotionActivities,
  type PromotionRequest,
  type PromotionState,
  type PromotionStepTold,
} from './promotion-contract';

const EVERY_MS = 60_000;
/** Maximum number of steps per execution; each has about ten events. */
const MOST_STEPS = 500;
const MOST_TOLD = 100;

const { stepPromotion } = proxyActivities<PromotionActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/**
 * Workflow type `octavoRollout`: moves a task type through the stages of its promotion while the gates pass, and back to the
 * old engine at once if a gate fails. It can run for days; after a cancellation the type stays at its stage.
 */
export async function octavoRollout(request: PromotionRequest): Promise<PromotionState> {
  const { type, actor, reason, everyMs = EVERY_MS } = request;
  const promotion = new Promotion(request);
  setHandler(defineQuery<PromotionState>(PROMOTION_QUERY), () => promotion.state);
  for (let count = 1; count <= MOST_STEPS; count += 1) {
    const step = await stepPromotion({ type, actor, ...(reason === undefined ? {} : { reason }) });
    promotion.tell(step);
    setCurrentDetails(promotion.details);
    if (promotion.state.status !== 'RUNNING') return promotion.state;
    await sleep(everyMs);
  }
  return await continueAsNew<typeof octavoRollout>({ ...request, told: promotion.state.steps });
}

class Promotion {
  readonly #type: string;
  #steps: readonly PromotionStepTold[];

  constructor({ type, told = [] }: PromotionRequest) {
    this.#type = type;
    this.#steps = told;
  }

  get state(): PromotionState {
    const action = this.#steps.at(-1)?.action;
    const status = action === 'complete' ? 'COMPLETED' : action === 'roll_back' ? 'ROLLED_BACK' : 'RUNNING';
    return { type: this.#type, status, steps: this.#steps };
  }

  /** Text for the Temporal UI. */
  get details(): string {
    const lines = this.#steps.map(({ at, action, sentence }) => `- ${at} **${action.replace('_', ' ')}**: ${sentence}`);
    return [`**Promotion of ${this.#type}**`, '', ...lines.toReversed()].join('\n');
  }

  /** Records a step, unless it has the same text as the last one. */
  tell(step: PromotionStepTold): void {
    const last = this.#steps.at(-1);
    if (last?.action === step.action && last.sentence === step.sentence) return;
    this.#steps = [...this.#steps, step].slice(-MOST_TOLD);
  }
}
