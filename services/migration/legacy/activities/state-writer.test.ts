import type { TaskState } from '@octavo/orchestrators';
import { MemoryTaskStateStore } from '@octavo/state';
import { MockActivityEnvironment } from '@temporalio/testing';
import { epochOfActivity, StateWriter } from './state-writer';

const run = { workflowId: 'w', id: 'first' };
const rest = { visit: 1, attempt: 1, output: null, error: null, handled: false, startedAt: null, endedAt: null };

async function write(runId: string, version: number, status: TaskState['status'], atMs: number): Promise<unknown> {
  const info = { workflowExecution: { workflowId: 'w', runId }, scheduledTimestampMs: atMs };
  const state: TaskState = { path: 'a', id: 'a', type: 'basic', version, status, ...rest };
  await new MockActivityEnvironment(info).run(() => new StateWriter(store, epochOfActivity).write(run, state));
  return await store.readTask({ workflowId: 'w', firstRunId: 'first' }, 'a');
}

let store: MemoryTaskStateStore;
beforeEach(() => {
  store = new MemoryTaskStateStore();
});

it('a reset run overwrites the final states of an earlier execution, which does not overwrite its states', async () => {
  expect(await write('first', 2, 'FAILED', 10)).not.toHaveProperty('epoch');
  expect(await write('reset', 1, 'RUNNING', 20)).toMatchObject({ status: 'RUNNING', epoch: 20 });
  expect(await write('first', 3, 'SUCCESS', 30)).toMatchObject({ status: 'RUNNING' });
  expect(await write('reset', 2, 'SUCCESS', 40)).toMatchObject({ status: 'SUCCESS', epoch: 40 });
});
