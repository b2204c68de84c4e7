import { defineAction, z } from '@octavo/activities';
import { OctavoClient } from '@octavo/client';
import { RedisTaskStateStore } from '@octavo/state';
import { startTestWorker, type TestWorker, testServerAddress, until } from './support/test-worker';

// After `temporal workflow reset`, a run has another execution with another run id. The store has the states of both under
// the run id of the first.

const definition = {
  octavo: 1,
  id: 'reset-me',
  tasks: [
    { id: 'a', type: 'basic', action: 'test.echo', with: 1, execution: 'remote' },
    { id: 'hear', type: 'wait', signal: 'go' },
    { id: 'b', type: 'basic', action: 'test.echo', with: 2, execution: 'remote' },
    { id: 'c', type: 'basic', action: 'fail', with: { code: 'BROKEN', message: 'it broke' } },
  ],
};
const ENDED = { a: 'SUCCESS', hear: 'SUCCESS', b: 'SUCCESS', c: 'FAILED' };
/** Of Temporal's `ResetReapplyExcludeType`. */
const SIGNALS = [1] as never[];
const taskQueue = `reset-${process.pid}`;

const keys: string[] = [];
/** Ends with its second attempt. */
const keyed = defineAction({
  name: 'test.keyed',
  input: z.unknown(),
  output: z.unknown(),
  run: async (_input, { idempotencyKey, signal }) => {
    keys.push(idempotencyKey);
    if (keys.length === 1) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  },
});

let store: RedisTaskStateStore;
let client: OctavoClient;
let worker: TestWorker | undefined;

beforeAll(async () => {
  store = new RedisTaskStateStore({ url: process.env['OCTAVO_TEST_REDIS_URL'] ?? '', keyPrefix: taskQueue });
  client = await OctavoClient.connect({ address: testServerAddress(), taskQueue, store, actions: await actions() });
});
afterAll(async () => {
  await stopWorker();
  await client.close();
  await store.close();
});

async function actions(): Promise<TestWorker['worker']['actions']> {
  await startWorker();
  return worker?.worker.actions ?? [];
}

async function startWorker(): Promise<void> {
  worker ??= await startTestWorker({ taskQueue, store, actions: [keyed] });
}

async function stopWorker(): Promise<void> {
  await worker?.stop();
  worker = undefined;
}

/** Runs the definition until it fails. */
async function fail(workflowId: string): Promise<string> {
  const { runId } = await client.start(definition, { workflowId });
  await signalWaiting(workflowId);
  await client.result(workflowId, { runId });
  return runId;
}

async function signalWaiting(workflowId: string): Promise<void> {
  await until(async () => (await client.status(workflowId)).waitingFor?.[0] === 'go');
  await client.signal(workflowId, 'go');
}

/** Resets the run to the end of its first task, without the signal. */
async function reset(workflowId: string, runId: string): Promise<string> {
  const { workflowService } = client.temporal;
  const { events } = await client.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const ends = (events ?? []).filter(({ workflowTaskCompletedEventAttributes: end }) => end);
  const again = await workflowService.resetWorkflowExecution({
    ...{ namespace: 'default', workflowExecution: { workflowId, runId }, reason: 'test' },
    ...{ workflowTaskFinishEventId: ends[1]?.eventId ?? null, requestId: crypto.randomUUID() },
    resetReapplyExcludeTypes: SIGNALS,
  });
  return again.runId;
}

/** Counts events, except those of workflow tasks, whose number depends on when the signal arrives. */
async function eventsOf(workflowId: string, runId: string): Promise<number> {
  const { events } = await client.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const isOfWorkflowTask = (event: object): boolean => Object.keys(event).some((key) => key.startsWith('workflowTask'));
  return (events ?? []).filter((event) => !isOfWorkflowTask(event)).length;
}

/** The statuses of tasks in the store, while no worker answers. */
async function storedTasks(workflowId: string, runId?: string): Promise<unknown> {
  const reading = await client.readTasks(workflowId, runId === undefined ? {} : { runId });
  if (reading.tasks === undefined) return undefined;
  const statuses = Object.entries(reading.tasks).map(([path, { status }]) => [path, status] as const);
  return { source: reading.source, mayBeBehind: reading.mayBeBehind, ...Object.fromEntries(statuses) };
}

const store1 = { source: 'store', mayBeBehind: true };

it('shows the tasks that the reset kept, then those that ran since, and none that were discarded', async () => {
  const workflowId = `reset-${Date.now()}`;
  const first = await fail(workflowId);
  await stopWorker();
  expect(await storedTasks(workflowId)).toEqual({ ...store1, mayBeBehind: false, ...ENDED });

  await reset(workflowId, first);
  expect(await storedTasks(workflowId)).toEqual({ ...store1, a: 'SUCCESS' });
  expect(await client.status(workflowId)).toMatchObject({ status: 'RUNNING', definition: 'reset-me', ...store1 });

  await startWorker();
  await until(async () => (await client.status(workflowId)).waitingFor?.[0] === 'go');
  expect(Object.keys((await client.readTasks(workflowId)).tasks ?? {})).toEqual(['a', 'hear']);
  await until(async () => (await store.readRun({ workflowId, firstRunId: first }))?.state?.status === 'RUNNING');
  await stopWorker();
  expect(await storedTasks(workflowId)).toEqual({ ...store1, a: 'SUCCESS', hear: 'WAITING' });
});

it('stores the end of a run that was reset twice, and lists it with its error', async () => {
  await startWorker();
  const workflowId = `reset-twice-${Date.now()}`;
  const first = await fail(workflowId);
  const second = await reset(workflowId, first);
  await signalWaiting(workflowId);
  await client.result(workflowId, { runId: second });
  const third = await reset(workflowId, second);
  await signalWaiting(workflowId);
  await client.result(workflowId, { runId: third });
  const events = await eventsOf(workflowId, third);
  await stopWorker();
  expect(await storedTasks(workflowId, third)).toEqual({ ...store1, mayBeBehind: false, ...ENDED });
  // States of a later execution are not shown as states of an earlier one.
  expect(await storedTasks(workflowId, second)).toEqual(store1);
  const listed = async (): Promise<readonly string[]> =>
    (await client.list({ error: 'BROKEN', definition: 'reset-me' })).map(({ runId }) => runId);
  await until(async () => (await listed()).includes(third));
  // Start; two activities with three events each; two upserts; a marker; the signal; the end.
  expect(events).toBe(12);
});

it('keeps the idempotency key of an action that was under way, and the run of the states that it carries', async () => {
  await startWorker();
  const workflowId = `reset-under-way-${Date.now()}`;
  const chain = ['a', 'b'].map((id) => ({ id, type: 'basic', action: 'test.nap', with: { ms: 100 } }));
  const keyedTask = { id: 'keyed', type: 'basic', action: 'test.keyed', execution: 'remote' };
  const tasks = [{ id: 'all', type: 'parallel', tasks: [keyedTask, { id: 'chain', type: 'composite', tasks: chain }] }];
  const { runId } = await client.start({ octavo: 1, id: 'reset-under-way', tasks }, { workflowId });
  await until(async () => (await client.tasks(workflowId))?.['all/chain/b']?.status === 'SUCCESS');
  const second = await reset(workflowId, runId);
  expect(await client.result(workflowId, { runId: second })).toMatchObject({ status: 'SUCCESS' });
  expect(keys).toEqual([`${runId}/all/keyed`, `${runId}/all/keyed`]);
  expect(await store.readRun({ workflowId, firstRunId: second })).toBeUndefined();
});
