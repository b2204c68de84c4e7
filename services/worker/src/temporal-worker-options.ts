import { withoutUndefined } from '@octavo/config';
import { msToNumber } from '@temporalio/common/lib/time';
import type { BundlerPlugin, WorkerInterceptors, WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { dataConverter } from './bundler-options';
import { activityAttributes } from './logging/activity-attributes';
import type { OctavoWorkerOptions, TemporalOptions } from './worker-options';
import { workflowBundle, type WorkflowBundleOptions } from './workflow-bundle';

/** The SDK reads this option, but its types do not declare it yet. */
export interface SandboxOptions {
  /**
   * The SDK's limit of five seconds is too short for a busy machine, and on Node 20, the whole process ends if a sandbox is
   * stopped while it processes promises.
   */
  readonly isolateExecutionTimeout: number;
}

/** The options of the SDK without the code to run: Octavo's defaults, overridden by `temporal`. */
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
    // An activity learns of its cancellation with the response to a heartbeat.
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
    ...withoutUndefined(others),
    workflowBundle: bundle,
    dataConverter: { ...given, ...dataConverter },
    interceptors: withActivityAttributes(interceptors),
  };
}

/** The SDK accepts either a tuner or these options. */
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
  // An action that ignores its signal must not keep the process alive for ever.
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

/** The parts that users add to the bundle of workflow code. */
function partsOfBundle(
  { bundlerOptions, interceptors }: TemporalOptions,
  all: readonly BundlerPlugin[],
): Pick<WorkflowBundleOptions, 'parts'> {
  const plugins = all.filter((plugin) => 'configureBundler' in plugin);
  const workflowInterceptorModules = interceptors?.workflowModules ?? [];
  const isEmpty = bundlerOptions === undefined && workflowInterceptorModules.length === 0 && plugins.length === 0;
  return isEmpty ? {} : { parts: { ...bundlerOptions, workflowInterceptorModules, plugins } };
}
