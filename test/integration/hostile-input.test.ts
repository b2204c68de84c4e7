import { defineAction } from '@octavo/activities';
import type { RunResult } from '@octavo/client';
import type { Json } from '@octavo/orchestrators';
import { z } from 'zod';
import { startTestWorker, type TestWorker } from './support/test-worker';

// If Temporal rejects a command, it fails the workflow task and retries it for ever. If the SDK cannot encode a value, it
// shuts down the worker. So every run must end, for any definition and any input.

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
  ['a title with a lone surrogate', { ...remote, title: HALF }, 0, undefined],
  ['a very long title', { ...remote, title: '"\\'.repeat(5_000) }, 0, undefined],
  ['a lone surrogate as fairness key', { ...remote, fairnessKey: x }, HALF, undefined],
  ['a very long fairness key', { ...remote, fairnessKey: x }, 'k'.repeat(5_000), undefined],
  ['a payload of lone surrogates', { ...remote, with: x }, { [HALF]: HALF }, undefined],
  ['a very long attempt timeout', { ...remote, retry: { attemptTimeout: x } }, '90000000d', undefined],
  [
    'a very long retry interval',
    { ...throws, with: 'no', retry: { initialInterval: x, maxInterval: x }, timeout: '2s' },
    '90000000d',
    'TIMED_OUT',
  ],
  ['an attempt timeout of zero', timeless, '0s', expect.stringMatching(/^(NotFoundError|ATTEMPT_TIMED_OUT)$/)],
  ['a heartbeat timeout of zero', { ...remote, heartbeatTimeout: x }, '0s', undefined],
  ['a task queue with a reserved name', { ...remote, taskQueue: x }, '/_sys/x', 'INPUT_INVALID'],
  ['an empty task queue', { ...remote, taskQueue: x }, '', 'INPUT_INVALID'],
  ['a lone surrogate as task queue', { ...remote, taskQueue: x }, HALF, 'INPUT_INVALID'],
  ['a lone surrogate as activity', foreign, HALF, 'INPUT_INVALID'],
  ['a lone surrogate as workflow id of a child', child, HALF, 'INPUT_INVALID'],
  ['an empty workflow id of a child', child, '', 'INPUT_INVALID'],
  ['a lone surrogate as message', { type: 'basic', action: 'fail', with: { code: 'BAD', message: x } }, HALF, 'BAD'],
  ['a lone surrogate as message of an activity', { ...throws, with: x }, HALF, 'ACTION_FAILED'],
  ['a lone surrogate as code of an activity', fails, HALF, '\ufffd'],
  ['a wait for a lone surrogate', { type: 'wait', signal: x, timeout: '1s' }, HALF, 'TIMED_OUT'],
  ['a signal to a lone surrogate as workflow id', { ...signal, to: { workflowId: x } }, HALF, 'INPUT_INVALID'],
  ['a signal to an invalid run id', { ...signal, to: { workflowId: 'w', runId: x } }, 'none', 'INPUT_INVALID'],
  [
    'a signal that starts a lone surrogate as workflow id',
    { ...signal, to: { start: { definition: 'd', workflowId: x } } },
    HALF,
    'INPUT_INVALID',
  ],
])('ends a run with %s', async (_, task, input, code) => {
  expect((await run(task, input)).error?.code).toEqual(code);
});

it('ignores signals with reserved names', async () => {
  const hears = { octavo: 1, id: 'hears', tasks: [{ id: 'hear', type: 'wait', signal: 'go' }] };
  const { workflowId } = await test.client.start(hears);
  const handle = test.client.temporal.workflow.getHandle(workflowId);
  for (const name of ['__temporal_x', '__stack_trace', '__proto__', 'constructor', ' ']) await handle.signal(name, 1);
  await test.client.signal(workflowId, 'go');
  expect(await test.client.result(workflowId)).toMatchObject({ status: 'SUCCESS' });
});
