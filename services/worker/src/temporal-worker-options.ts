import type { WorkerOptions } from '@temporalio/worker';
import { dataConverter } from './bundler-options';
import { workflowBundle } from './workflow-bundle';
import type { OctavoWorkerOptions } from './worker-options';

/** What the SDK is told beside what is to be run. */
export async function temporalWorkerOptions(options: OctavoWorkerOptions): Promise<Omit<WorkerOptions, 'taskQueue'>> {
  const { limits = {}, workflowBundle: bundle = await workflowBundle() } = options;
  const { concurrentActions = 100, concurrentWorkflowTasks = 40, cachedRuns = 600, shutdownGraceMs = 10_000 } = limits;
  return {
    workflowBundle: bundle,
    dataConverter,
    maxConcurrentActivityTaskExecutions: concurrentActions,
    maxConcurrentLocalActivityExecutions: concurrentActions,
    maxConcurrentWorkflowTaskExecutions: Math.max(2, concurrentWorkflowTasks),
    maxCachedWorkflows: cachedRuns,
    shutdownGraceTime: shutdownGraceMs,
    // An action that does not listen must not keep the process alive for ever.
    shutdownForceTime: shutdownGraceMs + 5_000,
    // Cancellations reach an activity with the answer to a heartbeat.
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
  };
}
