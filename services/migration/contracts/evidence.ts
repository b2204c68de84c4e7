import type { Json } from '@octavo/orchestrators';
import type { Engine } from './flags';

/** The parts of a visit in which two engines can differ; `request` is a request to an action. */
export type DifferenceField = 'status' | 'output' | 'error' | 'next' | 'children' | 'request';

/** One place where the results of the two engines differ. */
export interface Difference {
  readonly type: string;
  /** Task path of the visit. A compared visit that differs has one or more differences, all of one batch. */
  readonly path: string;
  readonly field: DifferenceField;
  /** JSON pointer (RFC 6901) inside the field; empty for the whole. */
  readonly at: string;
  /** The value, cut to about 1 KiB. Absent if there is no value at that place. */
  readonly legacy?: Json;
  readonly new?: Json;
}

/** The number of visits per bucket of the fixed logarithmic histogram (`latencyBucketOf`). Empty buckets are omitted. */
export type LatencyCounts = Readonly<Record<number, number>>;

/** A batch of data about the results of a run's tasks on each engine; it is attached to the run's activities. */
export interface Evidence {
  /** Identifies the batch, so that it is counted once even if it is delivered several times. */
  readonly id: string;
  /** Id of the definition. */
  readonly definition: string;
  readonly workflowId: string;
  readonly runId: string;
  /** At most one entry per type and engine. */
  readonly visits: readonly VisitEvidence[];
  /** Equal compared visits. The others are in `differences`. */
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
