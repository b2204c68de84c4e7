import type { ServerName } from '@octavo/activities/temporal-errors';
import {
  type ChangeListener,
  checkRetirement,
  Promotions,
  type Retirement,
  Rollout,
  type RolloutStore,
  type StartedPromotion,
} from '@octavo/migration/rollout';
import type { OctavoClient } from '../octavo-client';
import { callingServer } from '../octavo-error';

/** The dependencies of a rollout. */
export interface OctavoRolloutOptions {
  /** For the namespace whose workers run both engines. */
  readonly client: Pick<OctavoClient, 'temporal' | 'taskQueue' | 'server'>;
  /** The store with the rules for those workers and with their evidence. */
  readonly store: RolloutStore;
  /** Called after every change that this object makes. */
  readonly onChange?: ChangeListener;
}

/** The author of a promotion, the reason, and the interval of its steps. */
export interface PromoteOptions {
  readonly actor: string;
  /** Precedes the sentences of the gates in the audit of each step. Default: only those. */
  readonly reason?: string;
  /** The time between two steps; milliseconds. Default one minute. */
  readonly everyMs?: number;
}

/**
 * The interface of `octavo rollout` for programs: a `Rollout`, and its parts that need Temporal. Rejects with a
 * `RolloutError`, as `Rollout` does, or with an `OctavoError` if a call to the Temporal server fails.
 */
export class OctavoRollout extends Rollout {
  /** Follows and cancels promotions that `promote` started. */
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
   * Starts a promotion: workers move a type through the stages of the plan while its gates pass, and roll it back at
   * once if one fails. A promotion that is already running continues unchanged.
   */
  promote(type: string, options: PromoteOptions): Promise<StartedPromotion> {
    return callingServer(this.#server, () => this.#promotions.start({ type, ...options }));
  }

  /**
   * Reports whether the old engine is still needed, and why.
   *
   * @param forMs The time for which it must not have been used; milliseconds. Default seven days.
   */
  retire({ forMs }: { readonly forMs?: number } = {}): Promise<Retirement> {
    const options = { ...this.#retirement, ...(forMs === undefined ? {} : { forMs }) };
    return callingServer(this.#server, () => checkRetirement(options));
  }
}
