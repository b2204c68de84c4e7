import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  ActivityInterceptorsFactory,
  BundleOptions,
  BundlerPlugin,
  ReplayWorkerOptions,
  Worker,
  WorkerOptions,
  WorkerPlugin,
} from '@temporalio/worker';
import { activityAttributes } from '../logging/activity-attributes';
import { activityNames } from '../temporal-options';
import { withOneTemporal } from '../one-temporal';
import { WorkerStartError } from '../worker-options';
import { sharedModules, workflowModules } from '../workflow-modules';
import { LateParts, sinkNames } from './late-parts';
import type { OctavoPluginOptions } from './plugin-options';
import { problemsOfWorker } from './problems-of-worker';
import { withoutSourceMaps } from './without-source-maps';

const { workflows, besideInterceptors, besideWorkflows } = workflowModules;

/**
 * Adds Octavo to an existing worker, by Temporal's plugin interface. The team's workflows, codecs, interceptors and options
 * do not change, and definitions run beside them. If the bundle is made separately, pass the plugin to `bundleWorkflowCode`
 * too.
 *
 * `Worker.run` throws a `WorkerStartError` with every mistake in actions and definitions, and every option of the worker
 * that is incompatible with Octavo.
 */
export class OctavoPlugin implements WorkerPlugin, BundlerPlugin {
  readonly name = 'OctavoPlugin';
  readonly #options: OctavoPluginOptions;
  /** Keyed by activities, because many workers may share one plugin, and other plugins copy the options. */
  readonly #partsOfWorkers = new WeakMap<object, LateParts>();

  constructor(options: OctavoPluginOptions = {}) {
    this.#options = options;
  }

  /** Adds activities and sinks. A worker without workflow code gets Octavo's. */
  configureWorker(options: WorkerOptions): WorkerOptions {
    const parts = new LateParts(this.#options);
    for (const name of activityNames) this.#partsOfWorkers.set(parts.activities[name], parts);
    const { workflowsPath, workflowBundle, interceptors } = options;
    const hasWorkflows = workflowsPath !== undefined || workflowBundle !== undefined;
    return {
      ...options,
      ...(hasWorkflows ? {} : { workflowsPath: workflows }),
      // Nothing of the team is replaced: if it uses one of these names, its worker does not start.
      activities: { ...parts.activities, ...options.activities },
      sinks: { ...parts.sinks, ...options.sinks },
      interceptors: { ...interceptors, activity: [attributesOfOctavo(), ...(interceptors?.activity ?? [])] },
    };
  }

  /** Adds Octavo's workflows to those of a bundle. */
  configureBundler(options: BundleOptions): BundleOptions {
    const { preloadModules = [], workflowInterceptorModules = [], webpackConfigHook = (same) => same } = options;
    const { workflowsPath } = options;
    const shared = [...sharedModules, besideWorkflows, besideInterceptors];
    return {
      ...options,
      preloadModules: [...preloadModules, ...shared],
      workflowInterceptorModules: [...workflowInterceptorModules, besideInterceptors],
      webpackConfigHook: (config) => webpackConfigHook(withOneTemporal(withoutSourceMaps(config), workflowsPath)),
    };
  }

  /** Adds empty sinks, for replays of histories of workers with Octavo's sinks. */
  configureReplayWorker(options: ReplayWorkerOptions): ReplayWorkerOptions {
    const never = { fn: () => undefined, callDuringReplay: false };
    return {
      ...options,
      sinks: { octavo: Object.fromEntries(sinkNames.map((name) => [name, never])), ...options.sinks },
    };
  }

  /** @throws WorkerStartError if the worker cannot run Octavo */
  async runWorker(worker: Worker, next: RunWorker): Promise<void> {
    const parts = await this.#openParts(worker).catch(async (error: unknown) => {
      await stopUnused(worker, next);
      throw error;
    });
    try {
      await next(worker);
    } finally {
      await parts.settled();
    }
  }

  async #openParts(worker: Worker): Promise<LateParts> {
    const { options } = worker;
    const [parts] = [...options.activities.values()].flatMap((activity) => this.#partsOfWorkers.get(activity) ?? []);
    if (parts === undefined) throw new WorkerStartError(['Another plugin removed the activities of Octavo.']);
    const problems = await problemsOfWorker(options, parts);
    if (problems.length > 0) throw new WorkerStartError(problems);
    await parts.open(worker);
    return parts;
  }
}

type RunWorker = (worker: Worker) => Promise<void>;

/** Closes the connection of a worker that never ran: it would stay open and keep the program alive. */
async function stopUnused(worker: Worker, run: RunWorker): Promise<void> {
  let hasEnded = false;
  const end = (): void => void (hasEnded = true);
  const ended = run(worker).then(end, end);
  while (!hasEnded && worker.getState() === 'INITIALIZED') await nextTurn();
  if (worker.getState() === 'RUNNING') worker.shutdown();
  await ended;
}

/** Leaves log lines about the team's activities unchanged. */
function attributesOfOctavo(): ActivityInterceptorsFactory {
  const attributes = activityAttributes();
  const names: ReadonlySet<string> = new Set(activityNames);
  return (context) => (names.has(context.info.activityType) ? attributes(context) : {});
}
