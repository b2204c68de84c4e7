import type { Engine } from '../contracts/flags';
import { type Counted, MOST_EXAMPLES, parseCounter, parseGroup } from './evidence-counts';
import type { DifferenceExample, DifferenceGroup, EvidenceTotals, EvidenceWindow } from './evidence-totals';
import { type EvidencePeriod, groupFieldOf, parseField } from './periods';

/** Sums in progress. */
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

/** The totals of a window from the counters of its periods, by definition and type. */
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

function isWanted(window: EvidenceWindow, definition: string, type: string): boolean {
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

/** The groups of differences of a window, the most frequent first; `periods` come latest first, and so do the examples. */
export function gatherDifferences(
  periods: Iterable<EvidencePeriod>,
  window: EvidenceWindow,
): readonly DifferenceGroup[] {
  const counts = new Map<string, number>();
  const examples = new Map<string, DifferenceExample[]>();
  for (const period of periods) {
    for (const [name, count] of within(period.groups, window.fromMs)) counts.set(name, (counts.get(name) ?? 0) + count);
    const periodExamples = [...period.examples]
      .sort(byNumber)
      .map(([field, example]) => [groupFieldOf(field), example] as const);
    for (const [name, example] of within(periodExamples, window.fromMs)) {
      examples.set(name, [...(examples.get(name) ?? []), example].slice(0, MOST_EXAMPLES));
    }
  }
  return [...counts]
    .map(([name, count]) => ({ ...parseGroup(name), count, examples: examples.get(name) ?? [] }))
    .filter(({ definition, type }) => isWanted(window, definition, type))
    .sort((one, other) => other.count - one.count);
}

type Example = readonly [field: string, example: DifferenceExample];

/** Sorts by the number at the start of an example's field. */
function byNumber([one]: Example, [other]: Example): number {
  return Number.parseInt(one, 10) - Number.parseInt(other, 10);
}

function* within<Value>(
  fields: Iterable<readonly [field: string, value: Value]>,
  fromMs: number,
): Generator<readonly [name: string, value: Value]> {
  for (const [field, value] of fields) {
    const parsed = parseField(field);
    if (parsed.fromMs >= fromMs) yield [parsed.name, value];
  }
}
