import { RedisClient, type RedisClientOptions } from '@octavo/state';
import type { Evidence } from '../../contracts/evidence';
import { initialRules } from '../../rules/parse-rules';
import type { RolloutRules } from '../../rules/rollout-rules';
import { auditLimit, MOST_AUDITED } from '../audit-limit';
import type { DifferenceGroup, EvidenceTotals, EvidenceWindow } from '../evidence-totals';
import { parseStoredRules } from '../parse-stored-rules';
import type { AuditEntry, AuditQuery, CommitResult, RolloutStore, RulesChange } from '../rollout-store';
import { gatherDifferences, sumTotals } from '../sum-totals';
import { RedisEvidence } from './redis-evidence';
import { type RolloutKeys, rolloutKeys } from './rollout-keys';
import { type RolloutCommands, rolloutScripts } from './rollout-scripts';

export type RedisRolloutStoreOptions = RedisClientOptions & {
  /** First part of every key. Default: `octavo`. */
  readonly keyPrefix?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** Keeps a rollout in Redis 6.2 or later; see the README of this package for the layout of the keys. */
export class RedisRolloutStore implements RolloutStore {
  readonly #client: RedisClient<RolloutCommands>;
  readonly #now: () => number;
  readonly #keys: RolloutKeys;
  readonly #evidence: RedisEvidence;

  constructor({ keyPrefix = 'octavo', now = Date.now, ...connection }: RedisRolloutStoreOptions) {
    this.#client = new RedisClient<RolloutCommands>(connection, rolloutScripts);
    this.#now = now;
    this.#keys = rolloutKeys(keyPrefix);
    this.#evidence = new RedisEvidence(this.#client, keyPrefix);
  }

  async readRules(): Promise<RolloutRules> {
    const text = await this.#client.run((redis) => redis.hget(this.#keys.rules, 'rules'));
    return text == null ? initialRules : parseStoredRules(JSON.parse(text), `Redis at ${this.#keys.rules}`);
  }

  async commit({ rules, entry }: RulesChange): Promise<CommitResult> {
    const { rules: key, audit, channel } = this.#keys;
    const args = [rules.revision, JSON.stringify(rules), JSON.stringify(entry), Date.parse(entry.at), MOST_AUDITED];
    const answer = await this.#client.run((redis) => redis.octavoCommitRules(key, audit, channel, ...args));
    return answer === 1 ? 'committed' : 'conflict';
  }

  async listAudit({ limit, before }: AuditQuery = {}): Promise<readonly AuditEntry[]> {
    const from = before === undefined ? '+inf' : `(${before}`;
    const entries = await this.#client.run((redis) =>
      redis.zrevrangebyscore(this.#keys.audit, from, '-inf', 'LIMIT', 0, auditLimit(limit)),
    );
    return entries.map((entry) => JSON.parse(entry) as AuditEntry);
  }

  watchRules(onNews: () => void): () => void {
    return this.#client.subscribe(this.#keys.channel, onNews);
  }

  record(evidence: Evidence): Promise<void> {
    return this.#evidence.record(evidence, this.#now());
  }

  async readTotals(window: EvidenceWindow): Promise<readonly EvidenceTotals[]> {
    return sumTotals(await this.#evidence.readCounters(window.fromMs, this.#now()), window);
  }

  async readDifferences(window: EvidenceWindow): Promise<readonly DifferenceGroup[]> {
    return gatherDifferences(await this.#evidence.readDifferences(window.fromMs, this.#now()), window);
  }

  async readLastLegacy(): Promise<Readonly<Record<string, string>>> {
    const found = await this.#client.run((redis) => redis.hgetall(this.#keys.lastLegacy));
    return Object.fromEntries(Object.entries(found).map(([type, ms]) => [type, new Date(Number(ms)).toISOString()]));
  }

  async close(): Promise<void> {
    this.#client.close();
  }
}
