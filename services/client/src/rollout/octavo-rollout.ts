import type { ServerName } from '@octavo/activities/temporal-errors';
import {
  type ChangeListener,
  checkRetirement,
  Promotions,
  type Retirement,
  Rollout,
  type RolloutStore,
  type StartedPromotion,
} from '@octavo/migration';
import type { OctavoClient } from '../octavo-client';
import { callingServer } from '../octavo-error';

/** What a rollout is led with. */
export interface OctavoRolloutOptions {
  /** Of the namespace whose workers run both engines. */
  readonly client: Pick<OctavoClient, 'temporal' | 'taskQueue' | 'server'>;
  /** Where those workers have the rules from, and bring their evidence. */
  readonly store: RolloutStore;
  /** Is told of every change that is made here, after it was made. */
  readonly onChange?: ChangeListener;
}

/** Who wants a promotion, why, and how often it looks. */
export interface PromoteOptions {
  readonly actor: string;
  /** In the audit of each step, before what the gates say. Default: only that. */
  readonly reason?: string;
  /** How long from one step to the next; milliseconds. Default one minute. */
  readonly everyMs?: number;
}

/**
 * What `octavo rollout` does, for programs: all that a `Rollout` does, and what of it needs Temporal. Rejects with a
 * `RolloutError`, as that does, or with an `OctavoError` where a call to the Temporal server fails.
 */
export class OctavoRollout extends Rollout {
  /** Follows and cancels what `promote` starts. */
  readonly promotions: Pick<Promotions, 'follow' | 'cancel'>;
  readonly #promotions: Promotions;
  readonly #server: ServerName;
  readonly #retirement: Pick<Parameters<typeof checkRetirement>[0], 'client' | 'store'>;

  constructor({ client, store, onChange }: OctavoRolloutOptions) {
    super({ store, ...(onChange === undefined ? {} : { onChange }) });
    const { temporal, taskQueue, server } = client;
    this.#server = server;
    this.#promotions = new Promotions({ client: temporal, taskQueue });
    this.promotions = {
      follow: (type, how) => callingServer(server, () => this.#promotions.follow(type, how)),
      cancel: (type) => callingServer(server, () => this.#promotions.cancel(type)),
    };
    this.#retirement = { client: temporal, store };
  }

  /**
   * Has the workers lead a type through the stages of the plan, as long as its gates let it, and back at once where one
   * breaks. A promotion that is under way already goes on as it was begun.
   */
  promote(type: string, options: PromoteOptions): Promise<StartedPromotion> {
    return callingServer(this.#server, () => this.#promotions.start({ type, ...options }));
  }

  /**
   * Whether the old engine can go, and what keeps it.
   *
   * @param forMs For how long nobody may have used it; milliseconds. Default seven days.
   */
  retire({ forMs }: { readonly forMs?: number } = {}): Promise<Retirement> {
    const options = { ...this.#retirement, ...(forMs === undefined ? {} : { forMs }) };
    return callingServer(this.#server, () => checkRetirement(options));
  }
}
