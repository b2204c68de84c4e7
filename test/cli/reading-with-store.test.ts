import { OctavoClient, type RunStore } from '@octavo/client';
import type { RunRecord, StoredTaskState } from '@octavo/state';
import { createNamespace } from '../integration/support/own-namespace';
import { startTestWorker, testServerAddress, until } from '../integration/support/test-worker';
import { type GrpcServer, startGrpcServer } from '../temporal-errors/grpc-server';

// How a client with a store reads runs from the server.

let proxy: GrpcServer;
beforeAll(async () => {
  proxy = await startGrpcServer({ answer: () => 'pass', behind: testServerAddress() });
});
afterAll(() => proxy.stop());

/** A store with the same record for every run. */
const storeOf = (record: Partial<RunRecord>, states: readonly object[] = []): RunStore => ({
  readRun: async (run) => ({ ...run, facts: null, state: null, ...record }),
  readTasks: async () => ({ items: states as readonly StoredTaskState[] }),
});

it('the number of requests of `list` does not depend on the limit if runs are filtered afterwards', async () => {
  const temporal = await createNamespace('list');
  const { namespace } = temporal.options;
  for (const workflowId of ['a', 'b', 'c', 'd']) {
    const run = await temporal.workflow.start('octavoRun', { workflowId, taskQueue: 'nobody' });
    await run.terminate();
  }
  await until(async () => (await temporal.workflow.count('ExecutionStatus = "Terminated"')).count === 4);
  const state = { status: 'FAILED', error: { code: 'BROKEN' } } as StoredTaskState;
  const { address } = proxy;
  const client = await OctavoClient.connect({ address, namespace, store: storeOf({ state }) });
  const listed = async (error: string, limit: number): Promise<readonly [runs: number, calls: readonly string[]]> => {
    proxy.calls.length = 0;
    const { length } = await client.list({ error, limit });
    return [length, proxy.calls.filter((method) => method === 'ListWorkflowExecutions')];
  };
  expect(await listed('OTHER', 1)).toEqual([0, ['ListWorkflowExecutions']]);
  expect(await listed('BROKEN', 1)).toEqual([1, ['ListWorkflowExecutions']]);
  expect(await listed('BROKEN', 100)).toEqual([4, ['ListWorkflowExecutions']]);
  await client.close();
  await temporal.connection.close();
});

it('a worker that answers takes precedence over the store, which may be out of date', async () => {
  const test = await startTestWorker();
  const { taskQueue } = test;
  const older = { path: 'hold', type: 'wait', status: 'RUNNING' };
  const client = await OctavoClient.connect({ address: testServerAddress(), taskQueue, store: storeOf({}, [older]) });
  const tasks = [{ id: 'hold', type: 'wait', signal: 'go' }];
  const { workflowId } = await client.start({ octavo: 1, id: 'holds', tasks });
  await until(async () => (await client.status(workflowId)).waitingFor?.includes('go') === true);
  expect(await client.readTasks(workflowId)).toMatchObject({
    ...{ source: 'worker', mayBeBehind: false },
    tasks: { hold: { status: 'WAITING' } },
  });
  await client.signal(workflowId, 'go');
  await client.result(workflowId);
  await client.close();
  await test.stop();
});
