import type { Difference, Evidence, VisitEvidence } from '../contracts/evidence';
import type { Engine } from '../contracts/flags';
import { cutValue, type DifferenceGroupKey, groupOf } from '../evidence/difference-group';
import type { DifferenceExample } from './evidence-totals';

/** A batch as increments of named counters: the form in which every store keeps evidence. */
export interface EvidenceCounts {
  /** Name of a counter to its increment. */
  readonly counters: ReadonlyMap<string, number>;
  readonly differences: readonly CountedDifference[];
  /** Types with a visit on the old engine. */
  readonly legacyTypes: readonly string[];
}

export interface CountedDifference {
  /** Name of the group. */
  readonly group: string;
  /** Name of the group to use if there are too many groups. */
  readonly overflow: string;
  readonly example: DifferenceExample;
}

/** The key of a counter. */
export type CounterKey = readonly [definition: string, type: string, ...counted: Counted];

export type Counted =
  | readonly ['compared' | 'equal', detail?: undefined]
  | readonly [engine: Engine, outcome: 'succeeded' | 'failed']
  | readonly [engine: Engine, latencyBucket: number];

/** Maximum number of groups per period; further differences count as one group for each field. */
export const MOST_GROUPS = 200;
/** Maximum number of examples per group and period. */
export const MOST_EXAMPLES = 5;
const ANY_PLACE = '*';

export function countEvidence(evidence: Evidence): EvidenceCounts {
  const counters = new Map<string, number>();
  const add = (type: string, counted: Counted, by: number): void => {
    if (by === 0) return;
    const name = nameCounter([evidence.definition, type, ...counted]);
    counters.set(name, (counters.get(name) ?? 0) + by);
  };
  for (const visit of evidence.visits) countVisits(visit, add);
  for (const { type, equal } of evidence.comparisons) {
    add(type, ['compared'], equal);
    add(type, ['equal'], equal);
  }
  for (const { type } of differingVisits(evidence.differences)) add(type, ['compared'], 1);
  const legacyTypes = evidence.visits.filter(isLegacy).map(({ type }) => type);
  return {
    counters,
    differences: evidence.differences.map((difference) => countDifference(evidence, difference)),
    legacyTypes: [...new Set(legacyTypes)],
  };
}

export function parseCounter(name: string): CounterKey {
  return JSON.parse(name) as CounterKey;
}

export function parseGroup(name: string): DifferenceGroupKey {
  const [definition, type, field, at, kind] = JSON.parse(name) as GroupParts;
  return { definition, type, field, at, kind };
}

type GroupParts = readonly [
  definition: string,
  type: string,
  field: DifferenceGroupKey['field'],
  at: string,
  kind: DifferenceGroupKey['kind'],
];

function countVisits(
  { type, engine, succeeded, failed, latencies }: VisitEvidence,
  add: (type: string, counted: Counted, by: number) => void,
): void {
  add(type, [engine, 'succeeded'], succeeded);
  add(type, [engine, 'failed'], failed);
  for (const [bucket, count] of Object.entries(latencies)) add(type, [engine, Number(bucket)], count);
}

/** One difference per visit: a visit may have several, and its path identifies it. */
function differingVisits(differences: readonly Difference[]): readonly Difference[] {
  return [...new Map(differences.map((difference) => [difference.path, difference])).values()];
}

function isLegacy({ engine, succeeded, failed }: VisitEvidence): boolean {
  return engine === 'legacy' && succeeded + failed > 0;
}

function countDifference(evidence: Evidence, difference: Difference): CountedDifference {
  const { workflowId, runId } = evidence;
  const { path, at, legacy, new: ofNew } = difference;
  const group = groupOf(evidence.definition, difference);
  return {
    group: nameGroup(group),
    overflow: nameGroup({ ...group, at: ANY_PLACE }),
    example: {
      workflowId,
      runId,
      path,
      at,
      ...(legacy === undefined ? {} : { legacy: cutValue(legacy) }),
      ...(ofNew === undefined ? {} : { new: cutValue(ofNew) }),
    },
  };
}

function nameCounter(key: CounterKey): string {
  return JSON.stringify(key);
}

function nameGroup({ definition, type, field, at, kind }: DifferenceGroupKey): string {
  return JSON.stringify([definition, type, field, at, kind] satisfies GroupParts);
}
