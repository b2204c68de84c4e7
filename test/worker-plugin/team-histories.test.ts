import { defineAction, z } from '@octavo/activities';
import { OctavoPlugin } from '@octavo/worker/plugin';
import { DefaultLogger, type LogEntry, Runtime, Worker } from '@temporalio/worker';
import { SlowStore } from '../integration/support/slow-store';
import { readHistories } from '../replay/history-file';
import { runOrder } from './team/describe-team-worker';
import { startTeamWorker, type TeamWorker } from './team/team-worker';

// Compares a team's worker without OctavoPlugin with one that has it.

const HALF = '\ud800';
const lines: LogEntry[] = [];
const store = new SlowStore();

const throwing = defineAction({
  name: 'team.throw',
  input: z.string(),
  output: z.null(),
  run: (message, { log }) => {
    log('about to throw');
    throw new Error(message);
  },
});

let without: TeamWorker;
let withOctavo: TeamWorker;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('INFO', (line) => void lines.push(line)) });
  without = await startTeamWorker({ isPlain: true });
  withOctavo = await startTeamWorker({ isPlain: true, octavo: { actions: [throwing], store } });
});

afterAll(async () => {
  await without.stop();
  if (withOctavo.worker.getState() === 'RUNNING') await withOctavo.stop();
});

/** Fields that differ between any two runs of a workflow: ids, times, names of queues and processes, and sizes. */
const OF_ONE_RUN = /(id|time|identity|taskToken|checksum|taskQueue|historySizeBytes|durationMs)$/i;

async function historyOf({ client, taskQueue }: TeamWorker, workflowId: string): Promise<unknown> {
  return withoutRun(await client.workflow.getHandle(`${workflowId}-${taskQueue}`).fetchHistory());
}

function withoutRun(told: unknown): unknown {
  return JSON.parse(
    JSON.stringify(told, (key, value: unknown) => {
      // The data of the SDK's core in a marker contains times.
      if (OF_ONE_RUN.test(key) || (key === 'data' && typeof value === 'object')) return undefined;
      // This list is a set without an order.
      return key === 'coreUsedFlags' ? [...(value as number[])].sort() : value;
    }),
  );
}

async function fail({ client, taskQueue }: TeamWorker, type: string, id: string): Promise<void> {
  await client.workflow.execute(type, { taskQueue, workflowId: `${id}-${taskQueue}` }).catch(() => undefined);
}

it("does not change the events of a team's workflow", async () => {
  for (const team of [without, withOctavo]) await runOrder(team);
  expect(await historyOf(withOctavo, 'order')).toEqual(await historyOf(without, 'order'));
});

it("does not change the failures of a team's workflow", async () => {
  for (const team of [without, withOctavo]) await fail(team, 'teamFails', 'fails');
  expect(await historyOf(withOctavo, 'fails')).toEqual(await historyOf(without, 'fails'));
});

it("keeps the stack traces of a team's workflow", async () => {
  const { client, taskQueue } = withOctavo;
  const handle = await client.workflow.start('teamWaits', { taskQueue, workflowId: `waits-${taskQueue}` });
  expect(await handle.query('__stack_trace')).toContain('teamWaits');
  await handle.terminate();
});

it("does not change log lines about a team's activities", async () => {
  for (const team of [without, withOctavo]) await fail(team, 'teamDeclined', 'declined');
  const linesOf = ({ taskQueue }: TeamWorker): readonly LogEntry[] =>
    lines.filter(({ meta }) => meta?.['activityType'] === 'decline' && meta['taskQueue'] === taskQueue);
  const told = ({ message, meta }: LogEntry): object => ({ message, meta });
  expect(linesOf(withOctavo)).toHaveLength(1);
  expect(withoutRun(linesOf(withOctavo).map(told))).toEqual(withoutRun(linesOf(without).map(told)));
});

it.each([
  ['an action', { action: 'team.throw', with: HALF, execution: 'remote', retry: { maxAttempts: 1 } }],
  ['a run', { action: 'fail', with: { code: 'ACTION_FAILED', message: HALF } }],
])(
  'survives a lone surrogate in the error of %s',
  async (_whose, task) => {
    const definition = { octavo: 1, id: 'halves', tasks: [{ id: 'a', type: 'basic', ...task }] };
    expect((await withOctavo.octavo.run(definition)).error?.code).toBe('ACTION_FAILED');
  },
  30_000,
);

it('adds the task, the action and the definition to log lines of actions', () => {
  const [line] = lines.filter(({ message }) => message === 'about to throw');
  expect(line?.meta).toMatchObject({ definition: 'halves', task: 'a', action: 'team.throw', attempt: 1 });
});

it('ends only when the last states are in the store', async () => {
  const { octavo, worker } = withOctavo;
  store.holdEnd(() => worker.getState() === 'STOPPED');
  const tasks = [{ id: 'a', type: 'basic', action: 'transform', with: 1 }];
  await octavo.run({ octavo: 1, id: 'ends', tasks });
  await withOctavo.stop();
  expect(store.isEndWritten).toBe(true);
});

it("lets a replay worker replay Octavo's runs and a team's workflows, without an error in the log", async () => {
  const { client, taskQueue } = without;
  const history = await client.workflow.getHandle(`order-${taskQueue}`).fetchHistory();
  const ofOctavo = readHistories().filter(({ name }) => name === '0.1.0-sinks/sequence');
  const histories = [{ workflowId: `order-${taskQueue}`, history }, ...ofOctavo];
  lines.length = 0;
  const options = { workflowBundle: withOctavo.bundle ?? { code: '' }, plugins: [new OctavoPlugin()] };
  const replayed: unknown[] = [];
  for await (const { error } of Worker.runReplayHistories(options, histories)) replayed.push(error);
  expect(replayed).toEqual([undefined, undefined]);
  expect(lines.filter(({ level }) => level === 'ERROR')).toEqual([]);
});
