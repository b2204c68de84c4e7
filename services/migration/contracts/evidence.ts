import type { Json } from '@octavo/orchestrators';

/** What a run tells of its tasks: how they went on either engine, and what came of comparisons. */
export interface Evidence {
  /** A batch is counted once, however often it is delivered. */
  readonly id: string;
  readonly definition: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly visits: readonly VisitCounts[];
  readonly comparisons: readonly { readonly type: string; readonly equal: number }[];
  /** A compared visit that differs has one or more. */
  readonly differences: readonly Difference[];
}

/** Visits that ended since the last batch. */
export interface VisitCounts {
  readonly type: string;
  readonly engine: 'legacy' | 'new';
  readonly succeeded: number;
  readonly failed: number;
  /** How many took how long, by the bucket of `latencyBucketOf`. */
  readonly latencies: readonly number[];
}

export interface Difference {
  readonly type: string;
  readonly path: string;
  readonly field: 'status' | 'output' | 'error' | 'next' | 'children' | 'request';
  /** JSON pointer inside the field; empty: all of it. */
  readonly at: string;
  readonly legacy: Json;
  readonly new: Json;
}
