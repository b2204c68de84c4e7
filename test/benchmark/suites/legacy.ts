import { OctavoClient } from '@octavo/client';
import { createPlanner } from '@octavo/planner';
import { compare, type Measure } from '../measuring/compare';
import { measureRuns } from '../measuring/measure-runs';
import type { BenchRow } from '../report/bench-row';
import { echo } from '../world/bench-actions';
import type { World } from '../world/start-world';
import type { WorkerProcess } from '../world/worker-process';
import { type LegacyCase, legacyCases } from './legacy-cases';
import type { Bench, Suite } from './suite';

/** The new engine against the old one, by the same plans. */
export const legacy: Suite = {
  name: 'legacy',
  title: 'every task type and a mixed definition against the old engine',
  run: async (bench) => {
    const world = await bench.world();
    const wishes = { nodeOptions: bench.workerOptions };
    const sides = {
      octavoRun: await world.startWorker('octavo', wishes),
      legacyRun: await world.startWorker('legacy', wishes),
    };
    const rows: BenchRow[] = [];
    for (const one of legacyCases) rows.push(...(await compareCase(bench, world, sides, one)));
    await Promise.all(Object.values(sides).map((worker) => worker.stop()));
    return rows;
  },
};

type Workflow = 'octavoRun' | 'legacyRun';

async function compareCase(
  bench: Bench,
  world: World,
  sides: Readonly<Record<Workflow, WorkerProcess>>,
  one: LegacyCase,
): Promise<readonly BenchRow[]> {
  const measure = (workflow: Workflow): Promise<Measure> => sideOf(bench, world, sides[workflow], workflow, one);
  const [subject, baseline] = [await measure('octavoRun'), await measure('legacyRun')];
  return await compare({ suite: 'legacy', case: one.case, rounds: bench.rounds, subject, baseline }, bench.progress);
}

// Both sides are started alike: by Temporal's client, with a plan that is ready.
// eslint-disable-next-line max-params
async function sideOf(
  { roundMs }: Bench,
  { connection }: World,
  worker: WorkerProcess,
  workflow: Workflow,
  { tasks, inFlight }: LegacyCase,
): Promise<Measure> {
  const { taskQueue } = worker;
  const client = await OctavoClient.connect({ connection, taskQueue, actions: [echo] });
  const { plan, problems } = createPlanner({ actions: [echo] }).plan({ octavo: 1, id: 'bench', tasks });
  if (plan === undefined) throw new Error(JSON.stringify(problems));
  let lastId = '';
  const runOnce = async (): Promise<string> => {
    const workflowId = `${workflow}-${crypto.randomUUID()}`;
    await client.temporal.workflow.start(workflow, { args: [{ plan, input: { value: 1 } }], workflowId, taskQueue });
    const { status, error } = await client.result(workflowId);
    if (status !== 'SUCCESS') throw new Error(`${workflowId} ended as ${status}: ${JSON.stringify(error)}`);
    lastId = workflowId;
    return workflowId;
  };
  return async () => {
    const measured = await measureRuns({ durationMs: roundMs, inFlight, worker, client: client.temporal, runOnce });
    return { ...measured, activities: await countActivities(client, lastId) };
  };
}

/** Remote and local ones. */
async function countActivities({ temporal }: OctavoClient, workflowId: string): Promise<number> {
  const { events } = await temporal.workflow.getHandle(workflowId).fetchHistory();
  const isActivity = (event: object): boolean =>
    ('activityTaskScheduledEventAttributes' in event && event.activityTaskScheduledEventAttributes != null) ||
    ('markerRecordedEventAttributes' in event && event.markerRecordedEventAttributes != null);
  return (events ?? []).filter(isActivity).length;
}
