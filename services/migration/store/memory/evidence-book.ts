import type { Evidence } from '../../contracts/evidence';
import { type CountedDifference, countEvidence, MOST_EXAMPLES, MOST_GROUPS } from '../evidence-counts';
import type { DifferenceExample, DifferenceGroup, EvidenceTotals, EvidenceWindow } from '../evidence-totals';
import { exampleFieldOf, fieldOf, periodOf, periodsSince, REMEMBERED_MS, RETENTION_MS } from '../periods';
import { gatherDifferences, sumTotals } from '../sum-totals';

/** The arrival time of a batch, and the time from which it counts (see `countsFrom`); milliseconds since 1970. */
export interface Arrival {
  readonly atMs: number;
  readonly fromMs: number;
}

interface Period {
  readonly counters: Map<string, number>;
  readonly groups: Map<string, number>;
  readonly examples: Map<string, DifferenceExample>;
}

/** Evidence in memory, in the same form as in Redis. */
export class EvidenceBook {
  readonly #seen = new Map<string, number>();
  readonly #periods = new Map<number, Period>();
  readonly #lastLegacyMs = new Map<string, number>();

  record(evidence: Evidence, { atMs, fromMs }: Arrival): void {
    this.#forget(atMs);
    if (this.#seen.has(evidence.id)) return;
    this.#seen.set(evidence.id, atMs);
    const counts = countEvidence(evidence);
    for (const type of counts.legacyTypes) this.noteLegacy(type, atMs);
    const period = this.#periodOf(atMs);
    for (const [name, by] of counts.counters) increase(period.counters, fieldOf(fromMs, name), by);
    for (const difference of counts.differences) addDifference(period, fromMs, difference);
  }

  /** Records a use of the old engine for a type. */
  noteLegacy(type: string, atMs: number): void {
    this.#lastLegacyMs.set(type, Math.max(atMs, this.#lastLegacyMs.get(type) ?? 0));
  }

  readTotals(window: EvidenceWindow, nowMs: number): readonly EvidenceTotals[] {
    return sumTotals(this.#since(window.fromMs, nowMs), window);
  }

  readDifferences(window: EvidenceWindow, nowMs: number): readonly DifferenceGroup[] {
    return gatherDifferences(this.#since(window.fromMs, nowMs), window);
  }

  readLastLegacy(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#lastLegacyMs].map(([type, atMs]) => [type, new Date(atMs).toISOString()]));
  }

  #periodOf(atMs: number): Period {
    const key = periodOf(atMs);
    const period = this.#periods.get(key) ?? { counters: new Map(), groups: new Map(), examples: new Map() };
    this.#periods.set(key, period);
    return period;
  }

  #since(fromMs: number, nowMs: number): readonly Period[] {
    return periodsSince(fromMs, nowMs).flatMap((period) => this.#periods.get(period) ?? []);
  }

  /** Deletes old entries; both maps are in the order of arrival. */
  #forget(nowMs: number): void {
    for (const [id, atMs] of this.#seen) {
      if (nowMs - atMs <= REMEMBERED_MS) break;
      this.#seen.delete(id);
    }
    for (const period of this.#periods.keys()) {
      if (nowMs - period <= RETENTION_MS) break;
      this.#periods.delete(period);
    }
  }
}

function addDifference(period: Period, fromMs: number, { group, overflow, example }: CountedDifference): void {
  const own = fieldOf(fromMs, group);
  const hasRoom = period.groups.has(own) || period.groups.size < MOST_GROUPS;
  const field = hasRoom ? own : fieldOf(fromMs, overflow);
  const number = increase(period.groups, field, 1);
  if (number <= MOST_EXAMPLES) period.examples.set(exampleFieldOf(number, field), example);
}

function increase(counts: Map<string, number>, field: string, by: number): number {
  const count = (counts.get(field) ?? 0) + by;
  counts.set(field, count);
  return count;
}
