import { randomUUID } from 'node:crypto';
import { createActivities, type OctavoActivities } from '@octavo/activities';
import { MemoryTaskStateStore, type TaskStateStore } from '@octavo/state';
import type { OctavoSinks } from '@octavo/workflows';
import { Context } from '@temporalio/activity';
import { type InjectedSinks, Runtime } from '@temporalio/worker';
import type { WorkerClient } from './client-of-worker';
import { Gathering } from './gathering';
import { type Knowledge, toPlannerPort } from './knowledge';
import { watchStore } from './logging/watch-store';
import { WorkerMetrics } from './metrics/worker-metrics';
import type { SearchAttributes } from './search-attributes';
import type { OctavoWorkerOptions } from './worker-options';

/** The parts that a worker needs for Octavo's workflows. */
export interface OctavoParts {
  readonly activities: OctavoActivities;
  readonly sinks: InjectedSinks<OctavoSinks>;
  readonly store: TaskStateStore;
  /** Resolves when all writes to the store have ended. */
  settled(): Promise<void>;
}

interface OctavoPartsRequest {
  readonly knowledge: Knowledge;
  readonly client: WorkerClient;
  readonly attributes: Pick<SearchAttributes, 'areKnown'>;
  /** The worker's data for its metrics. */
  readonly namespace: string;
  readonly taskQueue: string;
  /** Extends the activities. Default: no additions. */
  readonly extend?: (activities: OctavoActivities, store: TaskStateStore) => OctavoActivities;
}

type PartsOptions = Pick<OctavoWorkerOptions, 'secrets' | 'store' | 'taskTypes'>;

/** Creates the activities and sinks of one worker. */
export function createOctavoParts(options: PartsOptions, request: OctavoPartsRequest): OctavoParts {
  const { secrets, store = new MemoryTaskStateStore() } = options;
  const { knowledge, client, attributes, extend = (same) => same } = request;
  const { registry, planner, definitions } = knowledge;
  const gathering = new Gathering();
  const metrics = metricsOf(options, request);
  const watched = watchStore(store, Runtime.instance().logger);
  const own = createActivities({
    ...{ store: watched, registry, client, definitions, planner: toPlannerPort(planner) },
    hasSearchAttributes: () => attributes.areKnown(),
    ...(secrets === undefined ? {} : { secrets }),
    onAttemptEnd: (end) => metrics.countAttempt(end),
  });
  const counted: OctavoActivities = {
    ...own,
    runAction: gathering.counting((actionRequest) => own.runAction(actionRequest), runIdOfActivity),
    loadPlan: async (planRequest) => {
      const loaded = await own.loadPlan(planRequest);
      return { ...loaded, hasSearchAttributes: await attributes.areKnown() };
    },
  };
  const activities = extend(counted, store);
  const sinks = createOctavoSinks({ activities, client, gathering, metrics });
  return { activities, sinks, store, settled: () => watched.settled() };
}

function metricsOf(
  { taskTypes }: PartsOptions,
  { namespace, taskQueue, knowledge: { registry, definitionIds } }: OctavoPartsRequest,
): WorkerMetrics {
  return new WorkerMetrics({
    meter: Runtime.instance().metricMeter.withTags({ namespace, task_queue: taskQueue }),
    actions: registry.list().map(({ name }) => name),
    definitions: definitionIds,
    ...(taskTypes === undefined ? {} : { taskTypes }),
  });
}

const runIdOfActivity = (): string => Context.current().info.workflowExecution?.runId ?? '';

/** A workflow task may take ten seconds. */
const START_WITHIN_MS = 5_000;

type Keep = InjectedSinks<OctavoSinks>['octavo']['keepLastStates']['fn'];

export interface OctavoSinksParts {
  readonly activities: Pick<OctavoActivities, 'createTaskState'>;
  readonly client: WorkerClient;
  readonly gathering: Gathering;
  readonly metrics: Pick<WorkerMetrics, 'countEnds'>;
}

/** The functions of a worker that workflow code calls; see `OctavoSinks`. */
function createOctavoSinks({ activities, client, gathering, metrics }: OctavoSinksParts): InjectedSinks<OctavoSinks> {
  return {
    octavo: {
      keepLastStates: { fn: keeper(activities, client), callDuringReplay: false },
      gather: { fn: ({ runId }, actions) => gathering.wait(runId, actions), callDuringReplay: false },
      countEnds: { fn: (_info, ends) => metrics.countEnds(ends), callDuringReplay: false },
    },
  };
}

/**
 * Writes the last states as the activity does, with the worker's additions. If the store does not accept them, a
 * workflow `octavoFlush` writes them when the store is available again.
 */
function keeper({ createTaskState }: OctavoSinksParts['activities'], client: WorkerClient): Keep {
  return async ({ taskQueue }, request) => {
    if ((await createTaskState(request)).ok) return;
    const workflowId = `octavo-flush/${request.firstRunId}/${randomUUID()}`;
    const start = () => client.workflow.start('octavoFlush', { taskQueue, workflowId, args: [request] });
    await client.withDeadline(Date.now() + START_WITHIN_MS, start);
  };
}
