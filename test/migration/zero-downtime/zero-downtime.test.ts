import type { RunResult } from '@octavo/client';
import { migrationWorkflowsPath } from '@octavo/migration';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { testServerAddress, until } from '../../integration/support/test-worker';
import { replayAll } from '../../replay/replay-all';
import { lengths } from '../../setup/lengths';
import { testBundle } from '../../setup/test-bundles';
import { everyType, expectedOutput, STATES } from '../support/every-type';
import { Fleet } from './fleet';
import { Progress } from './progress';

// New runs start while a rollout goes from legacy to new and back, workers restart, and Redis is down for a moment.

const RUNS = lengths.rolloutRuns;
const AT_ONCE = Math.min(12, RUNS / 5);
/** The failure of a workflow task that the server repeats, because something arrived while the run was about to end. */
const OVERTAKEN = 'UnhandledCommand';

/** The events during the runs, by the percentage of ended runs. */
const stages: readonly (readonly [percent: number, event: (fleet: Fleet) => Promise<void>])[] = [
  [7, (fleet) => fleet.setAll('shadow')],
  [15, (fleet) => fleet.setAll('new', 1, 'shadow')],
  [22, (fleet) => fleet.restartWorker()],
  [30, (fleet) => fleet.setAll('new', 25, 'shadow')],
  [37, (fleet) => fleet.restartRedis(1_500)],
  [45, (fleet) => fleet.setAll('new', 50)],
  [52, (fleet) => fleet.restartWorker()],
  [60, (fleet) => fleet.setAll('new')],
  [87, (fleet) => fleet.setAll('legacy')],
  [95, (fleet) => fleet.setAll('new')],
];

interface FetchedHistory {
  readonly workflowId: string;
  readonly history: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
}

let temporal: Client;
let fleet: Fleet;
const workflowIds: string[] = [];
const outputs: unknown[] = [];
const ended = new Progress();
let histories: readonly FetchedHistory[];

beforeAll(async () => {
  temporal = new Client({ connection: await Connection.connect({ address: testServerAddress() }) });
  fleet = await Fleet.start();
  await fleet.setAll('legacy');
  await Promise.all([keepChanging(), ...Array.from({ length: AT_ONCE }, keepComing)]);
  histories = await Promise.all(workflowIds.map(fetchHistory));
}, 900_000);

afterAll(async () => {
  await fleet.stop();
  await temporal.connection.close();
});

async function keepComing(): Promise<void> {
  for (let n = workflowIds.length; n < RUNS; n = workflowIds.length) {
    const workflowId = `zero-${process.pid}-${n}`;
    workflowIds.push(workflowId);
    const args = [{ definition: everyType, input: { n } }];
    const result = await temporal.workflow.execute('octavoRun', { args, workflowId, taskQueue: fleet.taskQueue });
    outputs[n] = (result as RunResult).output;
    ended.add();
  }
}

async function keepChanging(): Promise<void> {
  for (const [percent, event] of stages) {
    await ended.reaches(Math.ceil((RUNS * percent) / 100));
    await event(fleet);
  }
}

async function fetchHistory(workflowId: string): Promise<FetchedHistory> {
  return { workflowId, history: await temporal.workflow.getHandle(workflowId).fetchHistory() };
}

it('every run ends with its expected output', () => {
  expect(outputs).toEqual(Array.from({ length: RUNS }, (_, n) => expectedOutput(n)));
});

it('no workflow task fails', () => {
  const events = histories.flatMap(({ history }) => history.events ?? []);
  const failures = events.flatMap(({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message ?? []);
  expect(failures.filter((message) => message !== OVERTAKEN)).toEqual([]);
});

it('some runs use only the old engine, some only the new one, some both', () => {
  expect(new Set(histories.map(enginesOf))).toEqual(new Set(['old', 'new', 'old and new']));
});

/**
 * The engines of a run by its activities: the old engine has activities for each type; activities of the new one carry the
 * outbox.
 */
function enginesOf({ history }: FetchedHistory): string {
  const scheduled = history.events?.flatMap((event) => event.activityTaskScheduledEventAttributes ?? []) ?? [];
  const isOld = scheduled.some(({ activityType }) => activityType?.name === 'createBasicState');
  const isNew = scheduled.some(({ activityType, input }) => {
    return activityType?.name === 'runAction' && Buffer.from(input?.payloads?.[0]?.data ?? []).includes('"outbox"');
  });
  return [...(isOld ? ['old'] : []), ...(isNew ? ['new'] : [])].join(' and ');
}

it('every history replays', async () => {
  expect(await replayAll(testBundle(migrationWorkflowsPath), histories)).toEqual([]);
});

it('the states of both engines are complete, and have the same form', async () => {
  const complete = `${STATES} of ${STATES} have ended`;
  const readStates = async (workflowId: string): Promise<string> => {
    const { runId } = await temporal.workflow.getHandle(workflowId).describe();
    const { items } = await fleet.states.readTasks({ workflowId, firstRunId: runId }, { limit: 100 });
    return `${items.filter(({ endedAt }) => endedAt !== null).length} of ${items.length} have ended`;
  };
  // The last states may be written shortly after the end.
  for (const workflowId of workflowIds) await until(async () => (await readStates(workflowId)) === complete);
  expect(new Set(await Promise.all(workflowIds.map(readStates)))).toEqual(new Set([complete]));
});

it('both engines agreed in all comparisons', async () => {
  expect(await fleet.rollout.readTotals({ fromMs: 0 })).not.toEqual([]);
  expect(await fleet.rollout.readDifferences({ fromMs: 0 })).toEqual([]);
});
