/** The counts of a container's children by verdict. */
export interface ChildTally {
  readonly total: number;
  /** SUCCESS or handled. */
  readonly success: number;
  readonly failure: number;
  /** Neither success nor failure; includes items that a filter excluded. */
  readonly skipped: number;
}

export type Decision = 'open' | 'success' | 'failure';

/** Decides the status of a container from the counts of its children, whatever the order of their ends. */
export interface StatusAggregator {
  /** `open` while more children must end; a decision other than `open` does not change when more of them end. */
  decide(tally: ChildTally): Decision;
}
