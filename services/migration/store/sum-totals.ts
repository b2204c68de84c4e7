import type { Engine } from '../contracts/engine-mode';
import { type Counted, parseCounter } from './evidence-counts';
import { type EvidencePeriod, parseField } from './evidence-period';
import type { EvidenceTotals, EvidenceWindow } from './evidence-totals';

/** Totals that are being added up. */
interface Sum {
  readonly definition: string;
  readonly type: string;
  compared: number;
  equal: number;
  readonly engines: Readonly<Record<Engine, EngineSum>>;
}

interface EngineSum {
  succeeded: number;
  failed: number;
  readonly latencies: Record<number, number>;
}

/** What the counters of all periods say about a window, by definition and type. */
export function sumTotals(periods: Iterable<EvidencePeriod>, window: EvidenceWindow): readonly EvidenceTotals[] {
  const sums = new Map<string, Sum>();
  for (const [name, count] of sumCounters(periods, window.fromMs)) {
    const [definition, type, ...counted] = parseCounter(name);
    if (!isWanted(window, definition, type)) continue;
    const key = JSON.stringify([definition, type]);
    const sum = sums.get(key) ?? emptySum(definition, type);
    sums.set(key, sum);
    addCount(sum, counted, count);
  }
  return [...sums.values()].sort(byDefinitionAndType);
}

function emptySum(definition: string, type: string): Sum {
  const nothing = (): EngineSum => ({ succeeded: 0, failed: 0, latencies: {} });
  return { type, definition, compared: 0, equal: 0, engines: { legacy: nothing(), new: nothing() } };
}

export function isWanted(window: EvidenceWindow, definition: string, type: string): boolean {
  return (window.definition ?? definition) === definition && (window.type ?? type) === type;
}

function sumCounters(periods: Iterable<EvidencePeriod>, fromMs: number): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { counters } of periods) {
    for (const [field, count] of counters) {
      const counter = parseField(field);
      if (counter.fromMs >= fromMs) sums.set(counter.name, (sums.get(counter.name) ?? 0) + count);
    }
  }
  return sums;
}

function addCount(sum: Sum, [what, detail]: Counted, by: number): void {
  if (what === 'compared' || what === 'equal') sum[what] += by;
  else if (typeof detail === 'number') sum.engines[what].latencies[detail] = by;
  else if (detail !== undefined) sum.engines[what][detail] += by;
}

function byDefinitionAndType(one: Sum, other: Sum): number {
  return compareText(one.definition, other.definition) || compareText(one.type, other.type);
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
