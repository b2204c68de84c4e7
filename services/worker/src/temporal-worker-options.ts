import { withoutUndefined } from '@octavo/config';
import { msToNumber } from '@temporalio/common/lib/time';
import type { BundlerPlugin, WorkerInterceptors, WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { dataConverter } from './bundler-options';
import { activityAttributes } from './logging/activity-attributes';
import type { OctavoWorkerOptions, TemporalOptions } from './worker-options';
import { workflowBundle, type WorkflowBundleOptions } from './workflow-bundle';

/** The SDK reads this option; its types do not have it yet. */
interface SandboxOptions {
  /**
   * The SDK's five seconds may pass on a busy machine, and on Node 20 a sandbox that is stopped in the middle of its
   * promises takes the whole process along.
   */
  readonly isolateExecutionTimeout: number;
}

/** What the SDK is told beside what is to be run: Octavo's defaults, and over them what `temporal` says. */
export async function temporalWorkerOptions(
  options: OctavoWorkerOptions,
): Promise<Omit<WorkerOptions, 'taskQueue'> & SandboxOptions> {
  const { limits = {}, temporal = {}, workflowBundle: bundle = await bundleOf(options) } = options;
  const { cachedRuns = 600, sandboxTimeoutMs = 60_000 } = limits;
  const { interceptors, dataConverter: given, bundlerOptions: _inBundle, ...others } = temporal;
  return {
    ...slotsOf(options),
    maxCachedWorkflows: cachedRuns,
    ...shutdownOf(options),
    isolateExecutionTimeout: sandboxTimeoutMs,
    // Cancellations reach an activity with the answer to a heartbeat.
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
    ...withoutUndefined(others),
    workflowBundle: bundle,
    dataConverter: { ...given, ...dataConverter },
    interceptors: withActivityAttributes(interceptors),
  };
}

/** The SDK takes either a tuner or these. */
function slotsOf({ limits = {}, temporal }: OctavoWorkerOptions): Partial<WorkerOptions> {
  if (temporal?.tuner !== undefined) return {};
  const { concurrentActions = 100, concurrentWorkflowTasks = 40 } = limits;
  return {
    maxConcurrentActivityTaskExecutions: concurrentActions,
    maxConcurrentLocalActivityExecutions: concurrentActions,
    maxConcurrentWorkflowTaskExecutions: Math.max(2, concurrentWorkflowTasks),
  };
}

function shutdownOf({ limits = {}, temporal = {} }: OctavoWorkerOptions): Partial<WorkerOptions> {
  const { shutdownGraceTime = limits.shutdownGraceMs ?? 10_000 } = temporal;
  // An action that does not listen must not keep the process alive for ever.
  return { shutdownGraceTime, shutdownForceTime: msToNumber(shutdownGraceTime) + 5_000 };
}

/** The modules of interceptors for workflows are in the bundle. */
function withActivityAttributes({ workflowModules: _inBundle, ...given }: WorkerInterceptors = {}): WorkerInterceptors {
  return { ...given, activity: [activityAttributes(), ...(given.activity ?? [])] };
}

async function bundleOf({ addition, connection, temporal = {} }: OctavoWorkerOptions): Promise<WorkflowBundleOption> {
  const plugins = [...(temporal.plugins ?? []), ...(connection?.plugins ?? [])];
  return await workflowBundle({
    ...(addition === undefined ? {} : { workflowsPath: addition.workflowsPath }),
    ...partsOfBundle(temporal, plugins),
  });
}

/** What users add to the bundle of workflow code. */
function partsOfBundle(
  { bundlerOptions, interceptors }: TemporalOptions,
  all: readonly BundlerPlugin[],
): Pick<WorkflowBundleOptions, 'parts'> {
  const plugins = all.filter((plugin) => 'configureBundler' in plugin);
  const workflowInterceptorModules = interceptors?.workflowModules ?? [];
  const isEmpty = bundlerOptions === undefined && workflowInterceptorModules.length === 0 && plugins.length === 0;
  return isEmpty ? {} : { parts: { ...bundlerOptions, workflowInterceptorModules, plugins } };
}
