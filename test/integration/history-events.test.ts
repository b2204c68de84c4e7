import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workflowBundle } from '@octavo/worker';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { eventsOfRun } from './support/events-of-run';
import { startTestWorker, type TestWorker, testServerAddress, until } from './support/test-worker';
import { writeDefinitions } from './support/write-definitions';

// The number of history events of a run, compared with hand-written workflow code.

const TEN = Array.from({ length: 10 }, (_, index) => index);

const hears = { octavo: 1, id: 'hears', tasks: [{ id: 'hear', type: 'wait', signal: 'go' }] };

let definitions: string;
let test: TestWorker;
/** Events of ten activities by hand. */
let byHand: number;

beforeAll(async () => {
  byHand = await countByHand();
  definitions = await writeDefinitions({ ten: sequence('transform'), hears });
  test = await startTestWorker({ definitions });
});

afterAll(async () => {
  await test.stop();
  await rm(definitions, { recursive: true });
});

function sequence(action: string): object {
  return {
    octavo: 1,
    id: 'ten',
    tasks: TEN.map((index) => ({
      id: `t${index}`,
      type: 'basic',
      action,
      with: index,
      execution: executionOf(action),
    })),
  };
}

function executionOf(action: string): string | undefined {
  return action === 'transform' ? undefined : 'remote';
}

async function countByHand(): Promise<number> {
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const bundle = await workflowBundle({ workflowsPath: join(__dirname, 'support/by-hand.workflow.ts') });
  const options = {
    connection,
    taskQueue: 'by-hand',
    workflowBundle: bundle,
    activities: { echo: async (value: number) => value },
  };
  const worker = await Worker.create(options);
  const handle = await new Client({ connection }).workflow.start('tenActivities', {
    taskQueue: 'by-hand',
    workflowId: `by-hand-${Date.now()}`,
  });
  const { events } = await worker.runUntil(handle.result().then(() => handle.fetchHistory()));
  await connection.close();
  return eventsOfRun(events).length;
}

async function eventsOf(workflowId: string): Promise<number> {
  await test.client.result(workflowId);
  const { events } = await test.client.temporal.workflow.getHandle(workflowId).fetchHistory();
  return eventsOfRun(events).length;
}

it('has the same number of events for ten remote tasks as hand-written code for ten activities', async () => {
  const { workflowId } = await test.client.start(sequence('test.echo'));
  expect(await eventsOf(workflowId)).toBe(byHand);
  expect(await test.client.stats(workflowId)).toMatchObject({ activities: 10, localActivities: 0 });
});

it('adds one marker when the worker plans', async () => {
  const workflowId = `planned-by-worker-${Date.now()}`;
  const args = [{ definition: sequence('test.echo') }];
  await test.client.temporal.workflow.start('octavoRun', { args, workflowId, taskQueue: test.taskQueue });
  expect(await eventsOf(workflowId)).toBe(byHand + 1);
});

it('runs ten pure tasks in one workflow task', async () => {
  const { workflowId } = await test.client.start(sequence('transform'));
  expect(await eventsOf(workflowId)).toBe(5);
});

it('adds one marker for a local task', async () => {
  const { workflowId } = await test.client.start({
    octavo: 1,
    id: 'local',
    tasks: TEN.map((index) => ({ id: `t${index}`, type: 'basic', action: 'test.quick', with: index })),
  });
  expect(await eventsOf(workflowId)).toBe(5 + 10);
});

it('adds for a wait its signal, a workflow task, an upsert and one marker', async () => {
  const { workflowId } = await test.client.start(hears);
  await signalWaiting(workflowId);
  // Start, two workflow tasks with three events each, the flush when the wait begins, OctavoWaitingFor, the signal, the end.
  expect(await eventsOf(workflowId)).toBe(1 + 6 + 1 + 1 + 1 + 1);
});

async function signalWaiting(workflowId: string): Promise<void> {
  const isWaiting = async (): Promise<boolean> =>
    (await test.client.status(workflowId)).waitingFor?.includes('go') === true;
  await until(() => isWaiting().catch(() => false));
  await test.client.signal(workflowId, 'go');
}

describe('a run whose start sets the search attribute of its definition', () => {
  const calls = (definition: string): object => ({
    octavo: 1,
    id: 'calls',
    tasks: [{ id: 'call', type: 'basic', action: 'workflow.run', with: { definition } }],
  });

  it('has no additional events if it is a child', async () => {
    const { workflowId } = await test.client.start(calls('ten'));
    // Parent: start, three workflow tasks with three events each, the child's initiation, start and end, a flush, the end.
    expect(await eventsOf(workflowId)).toBe(1 + 9 + 3 + 1 + 1);
    // Child: start, a workflow task, the marker of its plan, the end.
    expect(await eventsOf(`${workflowId}/call`)).toBe(1 + 3 + 1 + 1);
  });

  it('has one upsert if it is a child that waits, like any other run', async () => {
    const { workflowId } = await test.client.start(calls('hears'));
    await signalWaiting(`${workflowId}/call`);
    expect(await eventsOf(`${workflowId}/call`)).toBe(1 + 6 + 1 + 1 + 1 + 1 + 1);
  });

  it('has no additional events if it is started by the id of a definition', async () => {
    const { workflowId } = await test.client.start({ definitionId: 'ten' });
    expect(await eventsOf(workflowId)).toBe(1 + 3 + 1 + 1);
  });

  it('has no additional events if a signal starts it', async () => {
    const child = `started-by-signal-${Date.now()}`;
    const to = { start: { definition: 'hears', workflowId: child } };
    await test.client.run({ octavo: 1, id: 'tells', tasks: [{ id: 'tell', type: 'signal', signal: 'go', to }] });
    // Start, the signal of the start, a workflow task, the marker of the plan, the end.
    expect(await eventsOf(child)).toBe(1 + 1 + 3 + 1 + 1);
  });
});
