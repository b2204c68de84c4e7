import type { Difference, LatencyCounts } from '../contracts/evidence';
import type { Engine } from '../contracts/flags';
import type { DifferenceGroupKey } from '../evidence/difference-group';

/** A filter of evidence. */
export interface EvidenceWindow {
  /**
   * Milliseconds since 1970: evidence from this time until now. Evidence is kept in periods of five minutes; every change of
   * the rules also starts a new period. A period counts if it started within the window, so a window from a change has
   * exactly the evidence after the change.
   */
  readonly fromMs: number;
  /** Default: all. */
  readonly type?: string;
  readonly definition?: string;
}

/** The evidence of one task type in one definition. */
export interface EvidenceTotals {
  readonly type: string;
  readonly definition: string;
  /** Number of visits that both engines computed. */
  readonly compared: number;
  readonly equal: number;
  readonly engines: Readonly<Record<Engine, EngineTotals>>;
}

export interface EngineTotals {
  readonly succeeded: number;
  readonly failed: number;
  readonly latencies: LatencyCounts;
}

/** Differences that probably have the same cause. */
export interface DifferenceGroup extends DifferenceGroupKey {
  readonly count: number;
  /** Up to five. */
  readonly examples: readonly DifferenceExample[];
}

export interface DifferenceExample extends Pick<Difference, 'path' | 'at' | 'legacy' | 'new'> {
  readonly workflowId: string;
  readonly runId: string;
}
