/** How the children of a container stand. */
export interface ChildTally {
  readonly total: number;
  /** SUCCESS or handled. */
  readonly success: number;
  readonly failure: number;
  /** Neither success nor failure; also items that a filter left out. */
  readonly skipped: number;
}

export type Decision = 'open' | 'success' | 'failure';

/** Decides over a container from the tally of its children. The order in which they ended does not matter. */
export interface StatusAggregator {
  /** `open` while more children have to end; a decision that is not `open` never changes as more of them end. */
  decide(tally: ChildTally): Decision;
}
