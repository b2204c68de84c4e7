import type { WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { dataConverter } from './bundler-options';
import { activityAttributes } from './logging/activity-attributes';
import { workflowBundle } from './workflow-bundle';
import type { OctavoWorkerOptions } from './worker-options';

/** The SDK reads this option; its types do not have it yet. */
interface SandboxOptions {
  /**
   * The SDK's five seconds may pass on a busy machine, and on Node 20 a sandbox that is stopped in the middle of its
   * promises takes the whole process along.
   */
  readonly isolateExecutionTimeout: number;
}

/** What the SDK is told beside what is to be run. */
export async function temporalWorkerOptions(
  options: OctavoWorkerOptions,
): Promise<Omit<WorkerOptions, 'taskQueue'> & SandboxOptions> {
  const { limits = {}, workflowBundle: bundle = await bundleOf(options) } = options;
  const { concurrentActions = 100, concurrentWorkflowTasks = 40, cachedRuns = 600, shutdownGraceMs = 10_000 } = limits;
  const { sandboxTimeoutMs = 60_000 } = limits;
  return {
    workflowBundle: bundle,
    dataConverter,
    interceptors: { activity: [activityAttributes()] },
    maxConcurrentActivityTaskExecutions: concurrentActions,
    maxConcurrentLocalActivityExecutions: concurrentActions,
    maxConcurrentWorkflowTaskExecutions: Math.max(2, concurrentWorkflowTasks),
    maxCachedWorkflows: cachedRuns,
    shutdownGraceTime: shutdownGraceMs,
    // An action that does not listen must not keep the process alive for ever.
    shutdownForceTime: shutdownGraceMs + 5_000,
    isolateExecutionTimeout: sandboxTimeoutMs,
    // Cancellations reach an activity with the answer to a heartbeat.
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
  };
}

async function bundleOf({ addition }: OctavoWorkerOptions): Promise<WorkflowBundleOption> {
  return await workflowBundle(addition === undefined ? {} : { workflowsPath: addition.workflowsPath });
}
