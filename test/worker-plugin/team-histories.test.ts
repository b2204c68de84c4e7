import { runOrder } from './team/describe-team-worker';
import { startTeamWorker, type TeamWorker } from './team/team-worker';

// What OctavoPlugin leaves as it is: a worker without it beside one with it.

let without: TeamWorker;
let withOctavo: TeamWorker;

beforeAll(async () => {
  without = await startTeamWorker({ isPlain: true });
  withOctavo = await startTeamWorker({ isPlain: true, octavo: {} });
});

afterAll(async () => {
  await without.stop();
  await withOctavo.stop();
});

/** What differs between any two runs of one workflow: ids, times, names of queues and processes, and sizes with them. */
const OF_ONE_RUN = /(id|time|identity|checksum|taskQueue|historySizeBytes)$/i;

async function historyOf({ client, taskQueue }: TeamWorker, workflowId: string): Promise<unknown> {
  const history = await client.workflow.getHandle(`${workflowId}-${taskQueue}`).fetchHistory();
  return JSON.parse(
    JSON.stringify(history, (key, value: unknown) => {
      // What the SDK's core notes in a marker has times in it.
      if (OF_ONE_RUN.test(key) || (key === 'data' && typeof value === 'object')) return undefined;
      // A set.
      return key === 'coreUsedFlags' ? [...(value as number[])].sort() : value;
    }),
  );
}

async function failureOf({ client, taskQueue }: TeamWorker): Promise<void> {
  const workflowId = `fails-${taskQueue}`;
  await client.workflow.execute('teamFails', { taskQueue, workflowId }).catch(() => undefined);
}

it('leaves every event of a workflow of the team as it is', async () => {
  for (const team of [without, withOctavo]) await runOrder(team);
  expect(await historyOf(withOctavo, 'order')).toEqual(await historyOf(without, 'order'));
});

it('leaves the failures of the team as they are', async () => {
  for (const team of [without, withOctavo]) await failureOf(team);
  expect(await historyOf(withOctavo, 'fails')).toEqual(await historyOf(without, 'fails'));
});

it('leaves stack traces to the workflows of the team', async () => {
  const { client, taskQueue } = withOctavo;
  const handle = await client.workflow.start('teamWaits', { taskQueue, workflowId: `waits-${taskQueue}` });
  expect(await handle.query('__stack_trace')).toContain('teamWaits');
  await handle.terminate();
});
