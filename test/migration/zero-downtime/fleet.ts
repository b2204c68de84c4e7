import {
  createFlagEvaluator,
  createMigration,
  flaggedTypes,
  RedisRolloutStore,
  RulesProvider,
  storeRules,
  type TypeRule,
} from '@octavo/migration';
import { RedisTaskStateStore } from '@octavo/state';
import { OwnRedis } from '../../integration/support/own-redis';
import { startTestWorker, type TestWorker, until } from '../../integration/support/test-worker';

/** A production setup: two workers and a Redis with the states and the rollout. */
export class Fleet {
  readonly taskQueue = `zero-downtime-${process.pid}`;
  readonly states: RedisTaskStateStore;
  readonly rollout: RedisRolloutStore;
  readonly #redis: OwnRedis;
  #workers: readonly TestWorker[] = [];

  private constructor(redis: OwnRedis) {
    this.#redis = redis;
    this.states = new RedisTaskStateStore({ url: redis.url });
    this.rollout = new RedisRolloutStore({ url: redis.url });
  }

  static async start(): Promise<Fleet> {
    const redis = await OwnRedis.create();
    await redis.start();
    const fleet = new Fleet(redis);
    fleet.#workers = await Promise.all([fleet.#startWorker(), fleet.#startWorker()]);
    return fleet;
  }

  /** Replaces the oldest worker by a new one. */
  async restartWorker(): Promise<void> {
    const [oldest, ...rest] = this.#workers;
    await oldest?.stop();
    this.#workers = [...rest, await this.#startWorker()];
  }

  async restartRedis(awayMs: number): Promise<void> {
    await this.#redis.stop();
    await new Promise((done) => setTimeout(done, awayMs));
    await this.#redis.start();
    // The test's connection needs up to a second longer than the server.
    await until(() => this.rollout.readRules().then(Boolean, () => false));
  }

  /** Sets the same rule for all types. */
  async setAll(mode: TypeRule['mode'], percent = 100, otherwise: TypeRule['otherwise'] = 'legacy'): Promise<void> {
    const before = await this.rollout.readRules();
    const revision = before.revision + 1;
    const types = Object.fromEntries(flaggedTypes.map((type) => [type, { mode, percent, otherwise }]));
    const said = { at: new Date().toISOString(), actor: 'test', reason: 'test', kind: 'set', change: 'all' } as const;
    const entry = { ...said, revision, types: flaggedTypes, before: null, after: null };
    expect(await this.rollout.commit({ rules: { ...before, revision, types }, entry })).toBe('committed');
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.states.close();
    await this.rollout.close();
    await this.#redis.remove();
  }

  /** Starts a worker as in production: flags with OpenFeature, rules and evidence in Redis. */
  async #startWorker(): Promise<TestWorker> {
    const { taskQueue, states, rollout } = this;
    const flags = await createFlagEvaluator({ provider: new RulesProvider(storeRules(rollout)) });
    const addition = createMigration({ flags, evidence: rollout });
    const worker = await startTestWorker({ taskQueue, store: states, addition });
    const stop = async (): Promise<void> => {
      await worker.stop();
      flags.close();
    };
    return { ...worker, stop };
  }
}
