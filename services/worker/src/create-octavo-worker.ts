import {
  ActionRegistry,
  createActivities,
  noDefinitions,
  type DefinitionSource,
  type OctavoActivities,
} from '@octavo/activities';
import { builtInActions } from '@octavo/activities/actions';
import { listDefinitionIds, loadDefinitions } from '@octavo/config';
import type { ActivityAction } from '@octavo/orchestrators';
import { createPlanner, type Planner, readDefinitionId } from '@octavo/planner';
import { MemoryTaskStateStore, type TaskStateStore } from '@octavo/state';
import { Client } from '@temporalio/client';
import { Context } from '@temporalio/activity';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { buildOptions } from './build-options';
import { Gathering } from './gathering';
import { withHealth } from './health/with-health';
import { type WatchedStore, watchStore } from './logging/watch-store';
import { WorkerMetrics } from './metrics/worker-metrics';
import type { OctavoWorker } from './octavo-worker';
import { createOctavoSinks } from './octavo-sinks';
import { toPlannerPort } from './planner-port';
import { ensureSearchAttributes } from './search-attributes';
import { temporalWorkerOptions } from './temporal-worker-options';
import { UnwatchedWorker } from './unwatched-worker';
import type { OctavoWorkerOptions } from './worker-options';
import { WorkerStartError } from './worker-start-error';

/** Octavo measures what it sends: its messages may have 2 MiB, and a batch of states has one as a rule. */
const PAYLOADS_WARN_SIZE = 1.5 * 1024 * 1024;

/**
 * Makes a worker for Octavo's workflows and activities.
 *
 * @throws WorkerStartError with every mistake in definitions and actions, or where nothing can listen at `health`
 */
export function createOctavoWorker(options: OctavoWorkerOptions = {}): Promise<OctavoWorker> {
  return withHealth(options.health, () => createWorker(options));
}

async function createWorker(options: OctavoWorkerOptions): Promise<OctavoWorker> {
  const { namespace = 'default', taskQueue = 'octavo', store = new MemoryTaskStateStore() } = options;
  const knowledge = await gatherKnowledge(options);
  const connection = options.connection ?? (await connect(options));
  const hasSearchAttributes = await ensureSearchAttributes(connection, namespace);
  const client = new Client({ connection, namespace });
  const gathering = new Gathering();
  const watched = watchStore(store, Runtime.instance().logger);
  const metrics = metricsOf(options, knowledge);
  const parts = { store, watched, client, gathering, hasSearchAttributes, metrics };
  const activities = activitiesOf(options, knowledge, parts);
  const sinks = createOctavoSinks({ activities, client, gathering, metrics });
  const TemporalWorker = options.limits?.sandboxTimeoutMs === undefined ? UnwatchedWorker : Worker;
  const worker = await TemporalWorker.create({
    ...(await temporalWorkerOptions(options)),
    ...{ connection, namespace, taskQueue, activities, sinks },
    ...buildOptions,
  });
  const run = async (): Promise<void> => {
    try {
      await worker.run();
    } finally {
      // A run does not wait long for a write, and its failure is logged when it is known.
      await watched.settled();
      if (options.connection === undefined) await connection.close();
    }
  };
  return {
    connection,
    namespace,
    taskQueue,
    store,
    actions: knowledge.registry.list(),
    run,
    state: () => worker.getState(),
    shutdown: () => worker.shutdown(),
  };
}

interface Knowledge {
  readonly registry: ActionRegistry;
  readonly planner: Planner;
  readonly definitions: DefinitionSource;
  /** Of the folder. */
  readonly definitionIds: readonly string[];
}

async function gatherKnowledge(options: OctavoWorkerOptions): Promise<Knowledge> {
  const { actions = [], definitions: folder, taskTypes } = options;
  const registry = registryOf([...builtInActions(options), ...actions]);
  const known = folder === undefined ? undefined : await listDefinitionIds(folder, readDefinitionId);
  const planner = createPlanner({
    actions: registry.list(),
    ...(taskTypes === undefined ? {} : { taskTypes }),
    ...(known === undefined ? {} : { definitions: known }),
  });
  const { definitions, problems } =
    folder === undefined
      ? { definitions: noDefinitions, problems: [] }
      : await loadDefinitions(folder, toPlannerPort(planner));
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new WorkerStartError(
      errors.map(({ file, code, path, message }) => `${file}: ${code} at ${path}: ${message}`),
    );
  return { registry, planner, definitions, definitionIds: known ?? [] };
}

function registryOf(actions: readonly ActivityAction[]): ActionRegistry {
  try {
    return new ActionRegistry(actions);
  } catch (error) {
    throw new WorkerStartError([error instanceof Error ? error.message : String(error)]);
  }
}

const runIdOfActivity = (): string => Context.current().info.workflowExecution?.runId ?? '';

interface ActivityParts {
  readonly store: TaskStateStore;
  /** The same; its losses are logged. */
  readonly watched: WatchedStore;
  readonly client: Client;
  readonly gathering: Gathering;
  readonly hasSearchAttributes: boolean;
  readonly metrics: WorkerMetrics;
}

function metricsOf(
  { namespace = 'default', taskQueue = 'octavo', taskTypes }: OctavoWorkerOptions,
  { registry, definitionIds }: Knowledge,
): WorkerMetrics {
  return new WorkerMetrics({
    meter: Runtime.instance().metricMeter.withTags({ namespace, task_queue: taskQueue }),
    actions: registry.list().map(({ name }) => name),
    definitions: definitionIds,
    ...(taskTypes === undefined ? {} : { taskTypes }),
  });
}

function activitiesOf(
  options: OctavoWorkerOptions,
  knowledge: Knowledge,
  { store, watched, client, gathering, hasSearchAttributes, metrics }: ActivityParts,
): OctavoActivities {
  const { registry, planner, definitions } = knowledge;
  const { secrets } = options;
  const activities = createActivities({
    ...{ store: watched, registry, client, definitions, planner: toPlannerPort(planner), hasSearchAttributes },
    ...(secrets === undefined ? {} : { secrets }),
    onAttemptEnd: (end) => metrics.countAttempt(end),
  });
  const own: OctavoActivities = {
    ...activities,
    runAction: gathering.counting((request) => activities.runAction(request), runIdOfActivity),
    loadPlan: async (request) => ({ ...(await activities.loadPlan(request)), hasSearchAttributes }),
  };
  return options.addition?.activities({ activities: own, store, client, hasSearchAttributes }) ?? own;
}

function connect({ connectionOptions }: OctavoWorkerOptions): Promise<NativeConnection> {
  const payloadLimits = { payloadsWarnSize: PAYLOADS_WARN_SIZE, ...connectionOptions?.payloadLimits };
  return NativeConnection.connect({ ...connectionOptions, payloadLimits });
}
