import type { Difference } from './difference';
import type { Engine } from './engine-mode';
import type { LatencyCounts } from './latency-counts';

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
