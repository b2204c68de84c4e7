import type { ActivityAction } from '@octavo/orchestrators';
import type { TaskStateStore } from '@octavo/state';
import { type CompiledWorkerOptions, type Logger, type NativeConnection, type State, Worker } from '@temporalio/worker';
import type { WorkflowCreator } from '@temporalio/worker/lib/workflow/interface';
import type { WorkflowBundleWithSourceMapAndFilename } from '@temporalio/worker/lib/workflow/workflow-worker-thread/input';

/** A worker that is ready to run. */
export interface OctavoWorker {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly store: TaskStateStore;
  /** All actions that it runs in activities; a client that validates definitions wants to know them. */
  readonly actions: readonly ActivityAction[];
  /** Where it answers probes, `host:port`; absent where it does not. */
  readonly health?: string;
  /** Works until `shutdown`; resolves when everything has come to rest. Rejects where the worker breaks. */
  run(): Promise<void>;
  /** Where it stands, as the SDK names it. */
  state(): State;
  /** Takes no more work; what runs may go on for `shutdownGraceMs`. */
  shutdown(): void;
}

/** What Node takes for no limit; the SDK hands it on, its types do not know it. */
const never = undefined as unknown as number;

/**
 * A Temporal worker that does not stop workflow code. To be able to, the SDK has Node start a thread for each call into
 * the sandbox, four or more for a workflow task: a third of what a workflow thread does for a run of ten actions.
 */
export class UnwatchedWorker extends Worker {
  protected static override createWorkflowCreator(
    bundle: WorkflowBundleWithSourceMapAndFilename,
    options: CompiledWorkerOptions,
    logger: Logger,
  ): Promise<WorkflowCreator> {
    return super.createWorkflowCreator(bundle, { ...options, isolateExecutionTimeoutMs: never }, logger);
  }
}
