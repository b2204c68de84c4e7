import type { RolloutStore } from '../rollout-store';
import { type StorePlace, TestClock } from './store-place.fixture';

/** Two stores at one place, as in two processes, new for each test, with a common clock. */
export class TwoStores {
  readonly #create: () => Promise<StorePlace>;
  #opened: { readonly place: StorePlace; readonly one: RolloutStore; readonly other: RolloutStore } | undefined;
  #clock = new TestClock();

  constructor(create: () => Promise<StorePlace>) {
    this.#create = create;
    beforeEach(() => this.renew());
    afterEach(() => this.#end());
  }

  get one(): RolloutStore {
    return this.#stores.one;
  }

  get other(): RolloutStore {
    return this.#stores.other;
  }

  get clock(): TestClock {
    return this.#clock;
  }

  /** Starts with an empty place. */
  async renew(): Promise<void> {
    await this.#end();
    const place = await this.#create();
    this.#clock = new TestClock();
    this.#opened = { place, one: place.open(this.#clock), other: place.open(this.#clock) };
  }

  get #stores(): { readonly one: RolloutStore; readonly other: RolloutStore } {
    if (this.#opened === undefined) throw new Error('the stores are open in tests only');
    return this.#opened;
  }

  async #end(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await Promise.all([opened?.one.close(), opened?.other.close()]);
    await opened?.place.tearDown();
  }
}
