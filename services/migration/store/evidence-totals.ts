import type { Difference, LatencyCounts } from '../contracts/evidence';
import type { Engine } from '../contracts/flags';
import type { DifferenceGroupKey } from '../evidence/difference-group';

/** Which evidence is read. */
export interface EvidenceWindow {
  /**
   * Milliseconds since 1970: evidence from here until now. Evidence is kept by periods of five minutes, which also end
   * with every change of the rules; a period counts if it began within the window. So what a window from a change on has
   * is exactly what came after the change.
   */
  readonly fromMs: number;
  /** Default: all. */
  readonly type?: string;
  readonly definition?: string;
}

/** What is known of one task type in one definition. */
export interface EvidenceTotals {
  readonly type: string;
  readonly definition: string;
  /** Visits that both engines computed. */
  readonly compared: number;
  readonly equal: number;
  readonly engines: Readonly<Record<Engine, EngineTotals>>;
}

export interface EngineTotals {
  readonly succeeded: number;
  readonly failed: number;
  readonly latencies: LatencyCounts;
}

/** Differences that are likely to have one cause. */
export interface DifferenceGroup extends DifferenceGroupKey {
  readonly count: number;
  /** Up to five. */
  readonly examples: readonly DifferenceExample[];
}

export interface DifferenceExample extends Pick<Difference, 'path' | 'at' | 'legacy' | 'new'> {
  readonly workflowId: string;
  readonly runId: string;
}
