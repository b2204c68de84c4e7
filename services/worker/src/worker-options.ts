import type { OctavoActivities, SecretSource } from '@octavo/activities';
import type { BuiltInOptions } from '@octavo/activities/actions';
import type { ActivityAction } from '@octavo/orchestrators';
import type { TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import type { TaskStateStore } from '@octavo/state';
import type { Client } from '@temporalio/client';
import type {
  NativeConnection,
  NativeConnectionOptions,
  WorkerOptions,
  WorkflowBundleOption,
} from '@temporalio/worker';

/** The options of a worker. Every option has a default that works with a server on `localhost:7233`. */
export interface OctavoWorkerOptions extends BuiltInOptions {
  /** An open connection; it stays open when the worker has stopped. Default: a new connection, to `connectionOptions`. */
  readonly connection?: NativeConnection;
  /** Default: `localhost:7233`. */
  readonly connectionOptions?: NativeConnectionOptions;
  /** Default: `default`. */
  readonly namespace?: string;
  /** Default: `octavo`. */
  readonly taskQueue?: string;
  /** The store of task states; it stays open. Default: in memory. */
  readonly store?: TaskStateStore;
  /** Actions beside the built-in ones. */
  readonly actions?: readonly ActivityAction[];
  /** Folder of the definitions that `workflow.run` and `to.start` may name. Default: none. */
  readonly definitions?: string;
  /** Default: no secrets. */
  readonly secrets?: SecretSource;
  /** Task types that the planner knows; workflow code must know them too. Default: the eight of the language. */
  readonly taskTypes?: readonly TaskTypeDefinition[];
  /** Default: the bundle of Octavo's own workflows. */
  readonly workflowBundle?: WorkflowBundleOption;
  readonly limits?: WorkerLimits;
  /** `host:port` where the worker answers probes: `/healthz` and `/readyz`. Port 0 means any free port. Default: none. */
  readonly health?: string;
  /** Further services of the worker for its runs. */
  readonly addition?: WorkerAddition;
  /**
   * Options of Temporal's worker: activities, interceptors, sinks, codecs, a tuner, plugins, … They override Octavo's
   * defaults.
   */
  readonly temporal?: TemporalOptions;
}

/** Without the options that Octavo has under its own names. */
export type TemporalOptions = Partial<
  Omit<WorkerOptions, 'connection' | 'namespace' | 'taskQueue' | 'workflowBundle' | 'workflowsPath'>
>;

/** Workflow code and activities beside Octavo's own: the migration between engines is one. */
export interface WorkerAddition {
  /** The module of the workflow code, which exports Octavo's workflows too. */
  readonly workflowsPath: string;
  /** Returns the activities of the worker, made from Octavo's own. */
  activities(parts: AdditionParts): OctavoActivities;
}

export interface AdditionParts {
  readonly activities: OctavoActivities;
  readonly store: TaskStateStore;
  readonly client: Pick<Client, 'workflow'>;
  /** Whether the server has Octavo's search attributes, as far as the worker knows now. */
  hasSearchAttributes(): boolean;
}

export interface WorkerLimits {
  /** The maximum number of concurrent actions. Default 100. */
  readonly concurrentActions?: number;
  /** The maximum number of concurrent workflow tasks. Default 40. */
  readonly concurrentWorkflowTasks?: number;
  /** Runs kept in memory; other runs are rebuilt from their history when they continue. Default 600. */
  readonly cachedRuns?: number;
  /**
   * The time for running actions after `shutdown`; then they are aborted, and retried on another worker. Default 10 s.
   */
  readonly shutdownGraceMs?: number;
  /**
   * The time limit of a call into workflow code, for workflow code of your own. Default: none, because Octavo's own
   * code is bounded in steps, and the watchdog costs a thread for each call into the sandbox.
   */
  readonly sandboxTimeoutMs?: number;
}

/** The error of a worker that cannot start, with all problems. */
export class WorkerStartError extends Error {
  /** One sentence each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The worker cannot start:\n${problems.join('\n')}`);
    this.name = 'WorkerStartError';
    this.problems = problems;
  }
}
