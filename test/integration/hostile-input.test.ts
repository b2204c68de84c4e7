import { defineAction } from '@octavo/activities';
import type { RunResult } from '@octavo/client';
import type { Json } from '@octavo/orchestrators';
import { z } from 'zod';
import { startTestWorker, type TestWorker } from './support/test-worker';

// Temporal answers a command that it does not take by failing the workflow task, for ever; and the SDK answers what it
// cannot encode by shutting down the worker. Whatever a definition or an input says, a run comes to its end.

const throwing = defineAction({
  name: 'test.throw',
  input: z.string(),
  output: z.unknown(),
  run: (message) => {
    throw new Error(message);
  },
});

let test: TestWorker;
beforeAll(async () => {
  test = await startTestWorker({ actions: [throwing] });
});
afterAll(() => test.stop());

const HALF = '\ud800';
const x = '${ input }';
const once = { maxAttempts: 1 };
const remote = { type: 'basic', action: 'test.echo', execution: 'remote' };
const throws = { ...remote, action: 'test.throw', retry: once };
const fails = { ...remote, action: 'test.flaky', with: { until: 2, code: x }, retry: once };
const foreign = { type: 'basic', action: 'temporal.activity', with: { activity: x } };
const timeless = { ...foreign, with: { activity: 'none' }, retry: { ...once, attemptTimeout: x } };
const child = { type: 'basic', action: 'workflow.run', with: { definition: 'none', workflowId: x } };
const signal = { type: 'signal', signal: 'go' };

async function run(task: object, input: Json): Promise<RunResult> {
  const end = test.client.run({ octavo: 1, id: 'hostile', tasks: [{ id: 'a', ...task }] }, { input });
  return await Promise.race([end, test.broken]);
}

it.each<[string, object, Json, unknown]>([
  ['a title with half a character', { ...remote, title: HALF }, 0, undefined],
  ['a very long title', { ...remote, title: '"\\'.repeat(5_000) }, 0, undefined],
  ['half a fairness key', { ...remote, fairnessKey: x }, HALF, undefined],
  ['a very long fairness key', { ...remote, fairnessKey: x }, 'k'.repeat(5_000), undefined],
  ['a payload of half characters', { ...remote, with: x }, { [HALF]: HALF }, undefined],
  ['an endless attempt', { ...remote, retry: { attemptTimeout: x } }, '90000000d', undefined],
  [
    'an endless pause',
    { ...throws, with: 'no', retry: { initialInterval: x, maxInterval: x }, timeout: '2s' },
    '90000000d',
    'TIMED_OUT',
  ],
  ['an attempt without time', timeless, '0s', expect.stringMatching(/^(NotFoundError|ATTEMPT_TIMED_OUT)$/)],
  ['a heartbeat without time', { ...remote, heartbeatTimeout: x }, '0s', undefined],
  ['a queue of the system', { ...remote, taskQueue: x }, '/_sys/x', 'INPUT_INVALID'],
  ['a queue without a name', { ...remote, taskQueue: x }, '', 'INPUT_INVALID'],
  ['half a queue', { ...remote, taskQueue: x }, HALF, 'INPUT_INVALID'],
  ['half an activity', foreign, HALF, 'INPUT_INVALID'],
  ['half an id of a child', child, HALF, 'INPUT_INVALID'],
  ['an empty id of a child', child, '', 'INPUT_INVALID'],
  ['half a message', { type: 'basic', action: 'fail', with: { code: 'BAD', message: x } }, HALF, 'BAD'],
  ['half a message of an activity', { ...throws, with: x }, HALF, 'ACTION_FAILED'],
  ['half a code of an activity', fails, HALF, '\ufffd'],
  ['a wait for half a signal', { type: 'wait', signal: x, timeout: '1s' }, HALF, 'TIMED_OUT'],
  ['a signal to half an id', { ...signal, to: { workflowId: x } }, HALF, 'INPUT_INVALID'],
  ['a signal to a run id that is none', { ...signal, to: { workflowId: 'w', runId: x } }, 'none', 'INPUT_INVALID'],
  [
    'a signal that starts half an id',
    { ...signal, to: { start: { definition: 'd', workflowId: x } } },
    HALF,
    'INPUT_INVALID',
  ],
])('ends with %s', async (_, task, input, code) => {
  expect((await run(task, input)).error?.code).toEqual(code);
});

it('bears signals with names of the system', async () => {
  const hears = { octavo: 1, id: 'hears', tasks: [{ id: 'hear', type: 'wait', signal: 'go' }] };
  const { workflowId } = await test.client.start(hears);
  const handle = test.client.temporal.workflow.getHandle(workflowId);
  for (const name of ['__temporal_x', '__stack_trace', '__proto__', 'constructor', ' ']) await handle.signal(name, 1);
  await test.client.signal(workflowId, 'go');
  expect(await test.client.result(workflowId)).toMatchObject({ status: 'SUCCESS' });
});
