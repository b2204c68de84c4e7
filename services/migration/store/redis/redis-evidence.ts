import type { RedisClient } from '@octavo/state';
import type { Evidence } from '../../contracts/evidence';
import { countEvidence, type EvidenceCounts, MOST_EXAMPLES, MOST_GROUPS } from '../evidence-counts';
import type { DifferenceExample } from '../evidence-totals';
import { type EvidencePeriod, PERIOD_MS, periodOf, periodsSince, REMEMBERED_MS, RETENTION_MS } from '../periods';
import { type PeriodKeys, periodKeys, rolloutKeys, seenKey } from './rollout-keys';
import type { RolloutCommands } from './rollout-scripts';

type Client = RedisClient<RolloutCommands>;

/** Maximum number of periods that one command reads, because other commands wait meanwhile. */
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
    const counters = await this.#readHashes(fromMs, nowMs, 'counters');
    return [...counters.values()].map((fields) => ({ counters: fields.map(toCount), groups: [], examples: [] }));
  }

  /** The differences of the periods of a window, the latest first. */
  async readDifferences(fromMs: number, nowMs: number): Promise<readonly EvidencePeriod[]> {
    const [groups, examples] = await Promise.all([
      this.#readHashes(fromMs, nowMs, 'groups'),
      this.#readHashes(fromMs, nowMs, 'examples'),
    ]);
    return [...groups].map(([period, fields]) => ({
      counters: [],
      groups: fields.map(toCount),
      examples: (examples.get(period) ?? []).map(toExample),
    }));
  }

  /** Of the periods of a window that have such a hash, the latest first: its fields. */
  async #readHashes(fromMs: number, nowMs: number, name: keyof PeriodKeys): Promise<ReadonlyMap<number, Fields>> {
    const wanted = periodsSince(fromMs, nowMs);
    const found = new Map<number, Fields>();
    for (let first = 0; first < wanted.length; first += AT_ONCE) {
      const some = wanted.slice(first, first + AT_ONCE);
      const keys = some.map((period) => periodKeys(this.#prefix, period)[name]);
      const hashes = await this.#client.run((redis) => redis.octavoReadHashes(keys.length, ...keys));
      for (const [index, flat] of hashes) found.set(some[index - 1] ?? 0, pairsOf(flat));
    }
    return found;
  }
}

type Fields = readonly (readonly [field: string, value: string])[];

/** Redis returns a hash as one list: field, value, field, value. */
function pairsOf(flat: readonly string[]): Fields {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? '', flat[2 * index + 1] ?? '']);
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
