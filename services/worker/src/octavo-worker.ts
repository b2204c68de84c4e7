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
  /** All actions that it runs in activities, for a client that validates definitions. */
  readonly actions: readonly ActivityAction[];
  /** The address of its probes, `host:port`; absent without probes. */
  readonly health?: string;
  /** Works until `shutdown`; resolves when all work has ended. Rejects if the worker fails. */
  run(): Promise<void>;
  /** The state of the worker, with the SDK's names. */
  state(): State;
  /** Takes no more work; running actions have `shutdownGraceMs` to end. */
  shutdown(): void;
}

/** Node's value for no limit; the SDK passes it on, but its types do not allow it. */
const never = undefined as unknown as number;

/**
 * A Temporal worker without the watchdog for workflow code. For the watchdog, the SDK lets Node start a thread for each
 * call into the sandbox, three or more for each activation: a third of the time of a workflow thread for a run of ten
 * actions.
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
