import type { TaskOutcome, TaskState } from '@octavo/orchestrators';

/** How a container ends. Source: definition-language, "parallel". */
export interface StrategyRule {
  readonly strategy: 'wait_all' | 'fail_fast' | 'best_effort' | 'race';
  readonly tolerate: { readonly count: number } | { readonly percent: number } | null;
  /** Successes that a race needs. */
  readonly quorum: number;
}

/** How the children of a container stand. */
export interface ChildTally {
  readonly total: number;
  readonly success: number;
  readonly failure: number;
  readonly skipped: number;
}

export type Decision = 'open' | 'success' | 'failure';

/** Tells a parent that one more child has ended. */
export interface ParentUpdateRequest {
  /** With the version of this transition. */
  readonly parent: TaskState;
  readonly workflowId: string;
  readonly firstRunId: string;
  readonly rule: StrategyRule;
  /** Without that child. */
  readonly tally: ChildTally;
  readonly verdict: 'success' | 'failure' | 'skipped';
}

export interface ParentUpdateReply {
  readonly tally: ChildTally;
  readonly decision: Decision;
}

/** What the children of a container came to. */
export interface ChildrenEnd {
  readonly rule: StrategyRule;
  readonly decision: Decision;
  /** By place; null where one never started or was cancelled. */
  readonly outcomes: readonly (TaskOutcome | null)[];
  /** Places of the failures that counted, in the order of ending. */
  readonly failures: readonly number[];
}
