import type { Json } from '@octavo/orchestrators';
import type { Engine } from './flags';

/** In what two engines may differ over one visit; `request` is what would have been asked of the outside. */
export type DifferenceField = 'status' | 'output' | 'error' | 'next' | 'children' | 'request';

/** One place in which the new engine gave something else than the old one. */
export interface Difference {
  readonly type: string;
  /** Task path of the visit. A compared visit that differs has one or more differences, all of one batch. */
  readonly path: string;
  readonly field: DifferenceField;
  /** JSON pointer (RFC 6901) inside the field; empty for the whole. */
  readonly at: string;
  /** What is there, cut to about 1 KiB. Absent: there is nothing at that place. */
  readonly legacy?: Json;
  readonly new?: Json;
}

/**
 * How many visits took how long: bucket of the fixed logarithmic histogram (`latencyBucketOf`) to count. Buckets
 * without a visit are left out.
 */
export type LatencyCounts = Readonly<Record<number, number>>;

/** What a run tells of how its tasks went by each engine; a batch that rides along with its activities. */
export interface Evidence {
  /** Names the batch: it is counted once, however often it is delivered. */
  readonly id: string;
  /** Id of the definition. */
  readonly definition: string;
  readonly workflowId: string;
  readonly runId: string;
  /** At most one entry for each type and engine is useful. */
  readonly visits: readonly VisitEvidence[];
  /** Compared visits that were equal. Those that were not are in `differences`. */
  readonly comparisons: readonly ComparisonEvidence[];
  readonly differences: readonly Difference[];
}

/** Finished visits of one type by one engine. */
export interface VisitEvidence {
  readonly type: string;
  readonly engine: Engine;
  readonly succeeded: number;
  readonly failed: number;
  /** From start to end of the visit, in milliseconds. */
  readonly latencies: LatencyCounts;
}

export interface ComparisonEvidence {
  readonly type: string;
  readonly equal: number;
}
