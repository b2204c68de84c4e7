import { join } from 'node:path';
import { workflowBundle } from '@octavo/worker';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { startTestWorker, type TestWorker, testServerAddress, until } from './support/test-worker';

// What a run costs in events of its history, which is what Temporal costs: against the same work written by hand.

const TEN = Array.from({ length: 10 }, (_, index) => index);

let test: TestWorker;

beforeAll(async () => {
  test = await startTestWorker();
});

afterAll(() => test.stop());

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
  const byHand = await countByHand();
  const { workflowId } = await test.client.start(sequence('test.echo'));
  expect(await eventsOf(workflowId)).toBe(byHand);
  expect(await test.client.stats(workflowId)).toMatchObject({ activities: 10, localActivities: 0 });
});

it('costs one marker where the worker plans', async () => {
  const byHand = await countByHand();
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
  const { workflowId } = await test.client.start({
    octavo: 1,
    id: 'hears',
    tasks: [{ id: 'hear', type: 'wait', signal: 'go' }],
  });
  await until(async () => (await test.client.status(workflowId)).waitingFor?.includes('go') === true);
  await test.client.signal(workflowId, 'go');
  // Start, two workflow tasks of three, the flush as the wait begins, OctavoWaitingFor, the signal, end.
  expect(await eventsOf(workflowId)).toBe(1 + 6 + 1 + 1 + 1 + 1);
});
