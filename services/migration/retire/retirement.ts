/** Whether the old engine can go. */
export interface Retirement {
  readonly isFree: boolean;
  /** What keeps it; empty where it can go. */
  readonly blockers: readonly Blocker[];
  /** What could not be looked at, and does not count: see to it yourself. */
  readonly unchecked: readonly string[];
  /** Open runs of both engines, of which some may take part in the migration: they need its workflow code to their end. */
  readonly openRuns: number;
  /** What can be deleted once it is free, in this order. */
  readonly deletable: readonly Deletable[];
}

export interface Blocker {
  readonly kind: 'kill_switch' | 'type' | 'override' | 'used' | 'open_runs' | 'started_runs' | 'visibility';
  readonly sentence: string;
  /** Of such runs; at most five. */
  readonly workflowIds: readonly string[];
  /** To look closer, or to do something about it. */
  readonly commands: readonly string[];
}

export interface Deletable {
  readonly what: string;
  /** In the sources, from their root; absent for what is not there. */
  readonly paths?: readonly string[];
}
