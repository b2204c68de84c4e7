import { type CompiledWorkerOptions, type Logger, Worker } from '@temporalio/worker';
import type { WorkflowCreator } from '@temporalio/worker/lib/workflow/interface';
import type { WorkflowBundleWithSourceMapAndFilename } from '@temporalio/worker/lib/workflow/workflow-worker-thread/input';

/** Node's value for no limit; the SDK passes it on, but its types do not allow it. */
const never = undefined as unknown as number;

/**
 * A Temporal worker without the watchdog for workflow code. For the watchdog, the SDK lets Node start a thread for each
 * call into the sandbox, four or more for a workflow task: a third of the time of a workflow thread for a run of ten
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
