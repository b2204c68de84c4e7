/** Whether the old engine can be deleted. */
export interface Retirement {
  readonly isFree: boolean;
  /** The reasons why it is still needed; empty if it can be deleted. */
  readonly blockers: readonly Blocker[];
  /** Conditions that could not be checked and are not included: check them yourself. */
  readonly unchecked: readonly string[];
  /** Open runs of both engines. Those that take part in the migration need its workflow code until they end. */
  readonly openRuns: number;
  /** The parts that can be deleted when `isFree` is true, in this order. */
  readonly deletable: readonly Deletable[];
}

export interface Blocker {
  readonly kind: 'kill_switch' | 'type' | 'override' | 'used' | 'open_runs' | 'started_runs' | 'visibility';
  readonly sentence: string;
  /** Workflow ids of such runs; at most five. */
  readonly workflowIds: readonly string[];
  /** Commands that show details, or remove the reason. */
  readonly commands: readonly string[];
}

export interface Deletable {
  readonly what: string;
  /** Paths relative to the root of the sources; absent for parts outside of them. */
  readonly paths?: readonly string[];
}
