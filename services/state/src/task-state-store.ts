import type { TaskStatus } from '@octavo/orchestrators';
import type { StoredTaskState } from './stored-task-state';

/**
 * Stores the states of runs and tasks for readers. It is a projection: losing it loses no run. Every method rejects with
 * `StoreUnavailableError` if the store cannot be reached.
 */
export interface TaskStateStore {
  /**
   * Writes the batch completely or not at all. Idempotent: states that do not replace the stored ones (`replaces`) are
   * ignored, so batches may arrive twice and in any order.
   */
  write(batch: StateBatch): Promise<void>;
  /** Undefined until the facts or the run's own state are written. */
  readRun(run: RunKey): Promise<RunRecord | undefined>;
  readTask(run: RunKey, path: string): Promise<StoredTaskState | undefined>;
  /** Tasks in the order of the tree: a container before its tasks, items and visits by number. Not the run itself. */
  readTasks(run: RunKey, query?: TaskQuery): Promise<Page<StoredTaskState>>;
  /** Runs, the latest start first. */
  listRuns(query?: RunQuery): Promise<Page<RunRecord>>;
  close(): Promise<void>;
}

/** The key of a run, the same for all its executions. */
export interface RunKey {
  readonly workflowId: string;
  /** Run id of the first execution; continue-as-new does not change it. */
  readonly firstRunId: string;
}

/** Transitions of one run that are written together. */
export interface StateBatch extends RunKey {
  /** At most one state for each path is useful; the state of the run itself has the path ''. */
  readonly states: readonly StoredTaskState[];
  /** The facts of the run; in its first batch. */
  readonly run?: RunFacts;
}

/** Data that does not change during a run. */
export interface RunFacts {
  /** Id and version of the definition. */
  readonly definition: string;
  readonly version: string;
  readonly title?: string;
  /** RFC 3339 UTC. */
  readonly startedAt: string;
}

export interface RunRecord extends RunKey {
  /** Null until the batch with the facts is written. */
  readonly facts: RunFacts | null;
  /** The state with path ''; null until it is written. */
  readonly state: StoredTaskState | null;
}

export interface TaskQuery {
  /** Selects this path and everything inside it, all visits included: `each` selects `each[2]/fetch`, not `eachOther`. */
  readonly prefix?: string;
  /** 1 to 1,000; default 100. */
  readonly limit?: number;
  /** `nextCursor` of the previous page. */
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
