import type { TaskOutcome, TaskState } from '@octavo/orchestrators';

/** How a container ends. Source: definition-language, "parallel". */
export interface StrategyRule {
  readonly strategy: 'wait_all' | 'fail_fast' | 'best_effort' | 'race';
  readonly tolerate: { readonly count: number } | { readonly percent: number } | null;
  /** Successes that a race needs. */
  readonly quorum: number;
}

/** The counts of a container's children. */
export interface ChildTally {
  readonly total: number;
  readonly success: number;
  readonly failure: number;
  readonly skipped: number;
}

export type Decision = 'open' | 'success' | 'failure';

/** Tells a parent that one more child has ended. */
export interface ParentUpdateRequest {
  /** The parent's state with the version of this transition. */
  readonly parent: TaskState;
  readonly workflowId: string;
  readonly firstRunId: string;
  readonly rule: StrategyRule;
  /** The counts without that child. */
  readonly tally: ChildTally;
  readonly verdict: 'success' | 'failure' | 'skipped';
}

export interface ParentUpdateReply {
  readonly tally: ChildTally;
  readonly decision: Decision;
}

/** The results of a container's children. */
export interface ChildrenEnd {
  readonly rule: StrategyRule;
  readonly decision: Decision;
  /** By position; null for a child that never started or was cancelled. */
  readonly outcomes: readonly (TaskOutcome | null)[];
  /** Positions of the failures that counted, in the order of their end. */
  readonly failures: readonly number[];
}
