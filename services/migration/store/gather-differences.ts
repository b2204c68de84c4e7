import { MOST_EXAMPLES, parseGroup } from './evidence-counts';
import { type EvidencePeriod, groupFieldOf, parseField } from './evidence-period';
import type { DifferenceExample, DifferenceGroup, EvidenceWindow } from './evidence-totals';
import { isWanted } from './sum-totals';

/** The groups of differences of a window, the most frequent first; `periods` come latest first, and so do the examples. */
export function gatherDifferences(
  periods: Iterable<EvidencePeriod>,
  window: EvidenceWindow,
): readonly DifferenceGroup[] {
  const counts = new Map<string, number>();
  const examples = new Map<string, DifferenceExample[]>();
  for (const period of periods) {
    for (const [name, count] of within(period.groups, window.fromMs)) counts.set(name, (counts.get(name) ?? 0) + count);
    const told = [...period.examples].sort(byNumber).map(([field, example]) => [groupFieldOf(field), example] as const);
    for (const [name, example] of within(told, window.fromMs)) {
      examples.set(name, [...(examples.get(name) ?? []), example].slice(0, MOST_EXAMPLES));
    }
  }
  return [...counts]
    .map(([name, count]) => ({ ...parseGroup(name), count, examples: examples.get(name) ?? [] }))
    .filter(({ definition, type }) => isWanted(window, definition, type))
    .sort((one, other) => other.count - one.count);
}

type Example = readonly [field: string, example: DifferenceExample];

/** An example's field begins with its number. */
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
