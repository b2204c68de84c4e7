import type { TaskStatus } from '@octavo/orchestrators';
import type { StoredTaskState } from './stored-task-state';

/**
 * Where the states of runs and tasks can be read: a projection of what workflows decided. Losing it loses no run.
 * Every method rejects with `StoreUnavailableError` where the store cannot be reached.
 */
export interface TaskStateStore {
  /**
   * Writes all states of the batch or none. Idempotent: a state that `replaces` says no to is left out silently, so
   * batches may come twice and in any order.
   */
  write(batch: StateBatch): Promise<void>;
  /** Undefined until its facts or its own state have come. */
  readRun(run: RunKey): Promise<RunRecord | undefined>;
  readTask(run: RunKey, path: string): Promise<StoredTaskState | undefined>;
  /** Tasks in the order of the tree: a container before what is inside, items and visits by number. Not the run itself. */
  readTasks(run: RunKey, query?: TaskQuery): Promise<Page<StoredTaskState>>;
  /** Runs, the latest start first. */
  listRuns(query?: RunQuery): Promise<Page<RunRecord>>;
  close(): Promise<void>;
}

/** Names one run through all its executions. */
export interface RunKey {
  readonly workflowId: string;
  /** Run id of the first execution; continue-as-new does not change it. */
  readonly firstRunId: string;
}

/** Transitions of one run that travel together. */
export interface StateBatch extends RunKey {
  /** At most one state for each path is useful; the state of the run itself has the path ''. */
  readonly states: readonly StoredTaskState[];
  /** What the run is; with the first batch of a run. */
  readonly run?: RunFacts;
}

/** What stays the same for a whole run. */
export interface RunFacts {
  /** Id and version of the definition. */
  readonly definition: string;
  readonly version: string;
  readonly title?: string;
  /** RFC 3339 UTC. */
  readonly startedAt: string;
}

export interface RunRecord extends RunKey {
  /** Null until the batch with the facts has come. */
  readonly facts: RunFacts | null;
  /** The state with path ''; null until it has come. */
  readonly state: StoredTaskState | null;
}

export interface TaskQuery {
  /** This path and everything inside it, all visits included: `each` gives `each[2]/fetch`, never `eachOther`. */
  readonly prefix?: string;
  /** 1 to 1,000; default 100. */
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
}

export interface RunQuery {
  /** 1 to 1,000; default 100. */
  readonly limit?: number;
  readonly cursor?: string;
  readonly status?: TaskStatus;
  /** Id of a definition. */
  readonly definition?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}
