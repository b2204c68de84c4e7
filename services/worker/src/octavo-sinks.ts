import { randomUUID } from 'node:crypto';
import type { OctavoActivities } from '@octavo/activities';
import type { OctavoSinks } from '@octavo/workflows';
import type { InjectedSinks } from '@temporalio/worker';
import type { WorkerClient } from './client-of-worker';
import type { Gathering } from './gathering';
import type { WorkerMetrics } from './metrics/worker-metrics';

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
export function createOctavoSinks({
  activities,
  client,
  gathering,
  metrics,
}: OctavoSinksParts): InjectedSinks<OctavoSinks> {
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
