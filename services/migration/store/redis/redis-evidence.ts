import type { RedisClient } from '@octavo/state';
import type { Evidence } from '../../contracts/evidence';
import { countEvidence, type EvidenceCounts, MOST_EXAMPLES, MOST_GROUPS } from '../evidence-counts';
import type { DifferenceExample } from '../evidence-totals';
import { type EvidencePeriod, PERIOD_MS, periodOf, periodsSince, REMEMBERED_MS, RETENTION_MS } from '../periods';
import { type PeriodKeys, periodKeys, rolloutKeys, seenKey } from './rollout-keys';
import type { RolloutCommands } from './rollout-scripts';

type Client = RedisClient<RolloutCommands>;

/** Maximum number of periods in one read. */
const AT_ONCE = 300;

/** Counts of evidence in Redis. */
export class RedisEvidence {
  readonly #client: Client;
  readonly #prefix: string;

  constructor(client: Client, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  async record(evidence: Evidence, nowMs: number): Promise<void> {
    const { rules, lastLegacy } = rolloutKeys(this.#prefix);
    const { counters, groups, examples } = periodKeys(this.#prefix, periodOf(nowMs));
    const keys = [seenKey(this.#prefix, evidence.id), rules, lastLegacy, counters, groups, examples];
    const limits = [REMEMBERED_MS, RETENTION_MS + PERIOD_MS, MOST_GROUPS, MOST_EXAMPLES];
    const args = [nowMs, periodOf(nowMs), ...limits, ...toArguments(countEvidence(evidence))];
    await this.#client.run((redis) => redis.octavoRecordEvidence(...keys, ...args));
  }

  /** The counters of the periods of a window, the latest first. */
  async readCounters(fromMs: number, nowMs: number): Promise<readonly EvidencePeriod[]> {
    return this.#readPeriods(fromMs, nowMs, async (keys) => {
      const counters = await this.#readHash(keys.counters);
      return { counters: counters.map(toCount), groups: [], examples: [] };
    });
  }

  /** The differences of the periods of a window, the latest first. */
  async readDifferences(fromMs: number, nowMs: number): Promise<readonly EvidencePeriod[]> {
    return this.#readPeriods(fromMs, nowMs, async (keys) => {
      const [groups, examples] = await Promise.all([this.#readHash(keys.groups), this.#readHash(keys.examples)]);
      return { counters: [], groups: groups.map(toCount), examples: examples.map(toExample) };
    });
  }

  async #readPeriods(
    fromMs: number,
    nowMs: number,
    read: (keys: PeriodKeys) => Promise<EvidencePeriod>,
  ): Promise<readonly EvidencePeriod[]> {
    const wanted = periodsSince(fromMs, nowMs);
    const found: EvidencePeriod[] = [];
    for (let first = 0; first < wanted.length; first += AT_ONCE) {
      const some = wanted.slice(first, first + AT_ONCE);
      found.push(...(await Promise.all(some.map((period) => read(periodKeys(this.#prefix, period))))));
    }
    return found;
  }

  async #readHash(key: string): Promise<readonly (readonly [field: string, value: string])[]> {
    return Object.entries(await this.#client.run((redis) => redis.hgetall(key)));
  }
}

/** Three lists, each with its length before it; see `RECORD`. */
function toArguments({ legacyTypes, counters, differences }: EvidenceCounts): readonly (string | number)[] {
  const differenceArguments = differences.flatMap(({ group, overflow, example }) => [
    group,
    overflow,
    JSON.stringify(example),
  ]);
  return [
    ...[legacyTypes.length, ...legacyTypes],
    ...[counters.size, ...[...counters].flat()],
    ...[differences.length, ...differenceArguments],
  ];
}

function toCount([field, count]: readonly [string, string]): readonly [string, number] {
  return [field, Number(count)];
}

function toExample([field, example]: readonly [string, string]): readonly [string, DifferenceExample] {
  return [field, JSON.parse(example) as DifferenceExample];
}
