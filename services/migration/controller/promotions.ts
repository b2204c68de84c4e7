import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/common';
import { RolloutError } from '../errors/rollout-error';
import { checkType } from '../rollout/check-type';
import {
  PROMOTION_QUERY,
  type PromotionRequest,
  type PromotionState,
  type PromotionStepTold,
  promotionWorkflowId,
} from './promotion-contract';

export interface PromotionsOptions {
  /** For a client of Octavo: its `temporal`. */
  readonly client: Client;
  /** Task queue of the workers that run promotions. Default: `octavo`. */
  readonly taskQueue?: string;
}

export interface StartedPromotion {
  readonly type: string;
  readonly workflowId: string;
  /** False if it was already running; then it continues with its original request. */
  readonly isNew: boolean;
}

/** How a promotion ended; `CANCELED` leaves the type at its stage. */
export interface PromotionEnd extends Omit<PromotionState, 'status'> {
  readonly status: PromotionState['status'] | 'CANCELED';
}

export interface FollowOptions {
  readonly onStep: (step: PromotionStepTold) => void;
  /** Time between two queries in milliseconds. Default: one second. */
  readonly everyMs?: number;
  /** Stops following; the promotion continues. */
  readonly signal?: AbortSignal;
}

/** Starts, follows and cancels promotions: one Temporal workflow for each type. */
export class Promotions {
  readonly #client: Client;
  readonly #taskQueue: string;

  constructor({ client, taskQueue = 'octavo' }: PromotionsOptions) {
    this.#client = client;
    this.#taskQueue = taskQueue;
  }

  /** @throws RolloutError ROLLOUT_CHANGE_INVALID if `type` is not a task type of both engines */
  async start(request: PromotionRequest): Promise<StartedPromotion> {
    const { type } = request;
    checkType(type);
    const workflowId = promotionWorkflowId(type);
    const options = { workflowId, taskQueue: this.#taskQueue, staticSummary: `Promotion of ${type}` };
    try {
      await this.#client.workflow.start('octavoRollout', { ...options, args: [request] });
      return { type, workflowId, isNew: true };
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return { type, workflowId, isNew: false };
    }
  }

  /** Asks a running promotion to end; false if there is none. */
  async cancel(type: string): Promise<boolean> {
    checkType(type);
    return await unlessNotFound(async () => {
      const handle = this.#client.workflow.getHandle(promotionWorkflowId(type));
      // The server accepts the cancellation of an ended workflow silently, so its status is checked first.
      if ((await handle.describe()).status.name !== 'RUNNING') return false;
      await handle.cancel();
      return true;
    }, false);
  }

  /**
   * Reports each step of the latest promotion of a type, from its oldest recorded step until its end. Undefined if there is
   * no promotion, or if `signal` was aborted first.
   * @throws RolloutError ROLLOUT_RULES_ELSEWHERE if the rules are not in the store, so that the promotion cannot change them
   */
  async follow(type: string, { onStep, everyMs = 1_000, signal }: FollowOptions): Promise<PromotionEnd | undefined> {
    checkType(type);
    const steps = new NewSteps(onStep);
    const handle = this.#client.workflow.getHandle(promotionWorkflowId(type));
    return await unlessNotFound(async () => {
      const ended = endOf(handle.result() as Promise<PromotionState>, type, steps);
      // Prevents an unhandled rejection; the result is awaited below.
      ended.catch(() => undefined);
      const asking = new AbortController();
      const stop = AbortSignal.any([asking.signal, ...(signal === undefined ? [] : [signal])]);
      const reporting = tellSteps(() => handle.query<PromotionState>(PROMOTION_QUERY), steps, { everyMs, stop });
      try {
        return await Promise.race([ended, reporting]);
      } finally {
        asking.abort();
      }
    }, undefined);
  }
}

/** Reports only steps that were not reported before: each query returns all steps. */
class NewSteps {
  readonly #onStep: (step: PromotionStepTold) => void;
  #last: PromotionStepTold | undefined;

  constructor(onStep: (step: PromotionStepTold) => void) {
    this.#onStep = onStep;
  }

  tell(steps: readonly PromotionStepTold[]): void {
    const last = this.#last;
    const known = steps.findLastIndex(({ at, action }) => at === last?.at && action === last.action);
    for (const step of steps.slice(known + 1)) this.#onStep(step);
    this.#last = steps.at(-1) ?? last;
  }
}

/** Never rejects: while no worker answers, it repeats the query. Resolves when it is stopped. */
async function tellSteps(
  ask: () => Promise<PromotionState>,
  steps: NewSteps,
  { everyMs, stop }: { readonly everyMs: number; readonly stop: AbortSignal },
): Promise<undefined> {
  while (!stop.aborted) {
    const state = await ask().catch(() => undefined);
    if (stop.aborted) return undefined;
    if (state !== undefined) steps.tell(state.steps);
    await sleep(everyMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return undefined;
}

async function endOf(result: Promise<PromotionState>, type: string, steps: NewSteps): Promise<PromotionEnd> {
  try {
    const state = await result;
    steps.tell(state.steps);
    return state;
  } catch (error) {
    const cause = error instanceof WorkflowFailedError ? error.cause : undefined;
    if (cause instanceof CancelledFailure) return { type, status: 'CANCELED', steps: [] };
    throw foreignRulesOf(cause) ?? error;
  }
}

function foreignRulesOf(cause: unknown): RolloutError | undefined {
  const failure = cause instanceof ActivityFailure ? cause.cause : undefined;
  if (!(failure instanceof ApplicationFailure) || failure.type !== 'ROLLOUT_RULES_ELSEWHERE') return undefined;
  return new RolloutError(failure.type, failure.message, failure);
}

async function unlessNotFound<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return otherwise;
    throw error;
  }
}
