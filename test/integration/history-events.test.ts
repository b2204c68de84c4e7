import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workflowBundle } from '@octavo/worker';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { startTestWorker, type TestWorker, testServerAddress, until } from './support/test-worker';
import { writeDefinitions } from './support/write-definitions';

// What a run costs in events of its history, which is what Temporal costs: against the same work written by hand.

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
  return events?.length ?? 0;
}

async function eventsOf(workflowId: string): Promise<number> {
  await test.client.result(workflowId);
  return (await test.client.stats(workflowId)).historyEvents;
}

it('costs ten remote tasks exactly the events of ten activities by hand', async () => {
  const { workflowId } = await test.client.start(sequence('test.echo'));
  expect(await eventsOf(workflowId)).toBe(byHand);
  expect(await test.client.stats(workflowId)).toMatchObject({ activities: 10, localActivities: 0 });
});

it('costs one marker where the worker plans', async () => {
  const workflowId = `planned-by-worker-${Date.now()}`;
  const args = [{ definition: sequence('test.echo') }];
  await test.client.temporal.workflow.start('octavoRun', { args, workflowId, taskQueue: test.taskQueue });
  expect(await eventsOf(workflowId)).toBe(byHand + 1);
});

it('costs ten pure tasks one workflow task', async () => {
  const { workflowId } = await test.client.start(sequence('transform'));
  expect(await eventsOf(workflowId)).toBe(5);
});

it('costs a local task one marker', async () => {
  const { workflowId } = await test.client.start({
    octavo: 1,
    id: 'local',
    tasks: TEN.map((index) => ({ id: `t${index}`, type: 'basic', action: 'test.quick', with: index })),
  });
  expect(await eventsOf(workflowId)).toBe(5 + 10);
});

it('costs a wait nothing but its signal, its workflow task and one marker', async () => {
  const { workflowId } = await test.client.start(hears);
  await signalWaiting(workflowId);
  // Start, two workflow tasks of three, the flush as the wait begins, OctavoWaitingFor, the signal, end.
  expect(await eventsOf(workflowId)).toBe(1 + 6 + 1 + 1 + 1 + 1);
});

async function signalWaiting(workflowId: string): Promise<void> {
  const isWaiting = async (): Promise<boolean> =>
    (await test.client.status(workflowId)).waitingFor?.includes('go') === true;
  await until(() => isWaiting().catch(() => false));
  await test.client.signal(workflowId, 'go');
}

describe('a run of which visibility has the definition from its start', () => {
  const calls = (definition: string): object => ({
    octavo: 1,
    id: 'calls',
    tasks: [{ id: 'call', type: 'basic', action: 'workflow.run', with: { definition } }],
  });

  it('costs a child nothing for it', async () => {
    const { workflowId } = await test.client.start(calls('ten'));
    // Of the parent: start, three workflow tasks of three, the child's initiation, start and end, a flush, the end.
    expect(await eventsOf(workflowId)).toBe(1 + 9 + 3 + 1 + 1);
    // Of the child: start, a workflow task, the marker of its plan, the end.
    expect(await eventsOf(`${workflowId}/call`)).toBe(1 + 3 + 1 + 1);
  });

  it('costs a child that waits one upsert, as any other', async () => {
    const { workflowId } = await test.client.start(calls('hears'));
    await signalWaiting(`${workflowId}/call`);
    expect(await eventsOf(`${workflowId}/call`)).toBe(1 + 6 + 1 + 1 + 1 + 1 + 1);
  });

  it('costs a run that is started by the id of a definition nothing', async () => {
    const { workflowId } = await test.client.start({ definitionId: 'ten' });
    expect(await eventsOf(workflowId)).toBe(1 + 3 + 1 + 1);
  });

  it('costs a run that a signal starts nothing', async () => {
    const child = `started-by-signal-${Date.now()}`;
    const to = { start: { definition: 'hears', workflowId: child } };
    await test.client.run({ octavo: 1, id: 'tells', tasks: [{ id: 'tell', type: 'signal', signal: 'go', to }] });
    // Start, the signal that came with it, a workflow task, the marker of its plan, the end.
    expect(await eventsOf(child)).toBe(1 + 1 + 3 + 1 + 1);
  });
});
