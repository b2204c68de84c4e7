import { type CompiledWorkerOptions, type Logger, Worker } from '@temporalio/worker';
import type { WorkflowCreator } from '@temporalio/worker/lib/workflow/interface';
import type { WorkflowBundleWithSourceMapAndFilename } from '@temporalio/worker/lib/workflow/workflow-worker-thread/input';

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
