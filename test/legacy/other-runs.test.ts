import { startOtherWorker } from '../integration/support/other-worker';
import { until } from '../integration/support/test-worker';
import { type LegacyWorker, startLegacyWorker } from './support/legacy-worker';

// Work of the old engine outside of the run: runs of other definitions, activities of other workers.

const OTHERS = `legacy-others-${process.pid}`;
const failing = {
  id: 'inner',
  type: 'basic',
  action: 'fail',
  with: { code: 'NO_LUCK', message: 'none', details: { left: 0 } },
};
const definitions = [
  { octavo: 1, id: 'doubler', tasks: [{ id: 'twice', type: 'basic', action: 'transform', with: '${ input.n * 2 }' }] },
  { octavo: 1, id: 'fails', tasks: [{ id: 'group', type: 'composite', tasks: [failing] }] },
  { octavo: 1, id: 'waits', tasks: [{ id: 'hear', type: 'wait', signal: 'go' }] },
];

let legacy: LegacyWorker;
let stopOthers: () => Promise<void>;

beforeAll(async () => {
  legacy = await startLegacyWorker({ definitions });
  stopOthers = await startOtherWorker(OTHERS);
});
afterAll(async () => {
  await stopOthers();
  await legacy.stop();
});

function calls(fields: unknown, more: object = {}): object {
  return {
    octavo: 1,
    id: 'calls',
    tasks: [{ id: 'call', type: 'basic', action: 'workflow.run', with: fields, ...more }],
  };
}

describe('workflow.run', () => {
  it('returns the output of the child', async () => {
    expect(await legacy.run(calls({ definition: 'doubler', input: { n: 2 } }))).toMatchObject({ output: 4 });
  });

  it('fails with the inner error and its path', async () => {
    expect(await legacy.run(calls({ definition: 'fails' }))).toMatchObject({
      status: 'FAILED',
      error: { code: 'NO_LUCK', message: 'none', task: 'call/group/inner', details: { left: 0 } },
    });
  });

  it('uses another id for a second attempt', async () => {
    const result = await legacy.run(
      calls({ definition: 'fails' }, { retry: { maxAttempts: 2, initialInterval: '10ms' } }),
    );
    expect(result).toMatchObject({ error: { code: 'NO_LUCK' }, tasks: { call: { attempt: 2 } } });
  });

  it.each([
    ['an unknown definition', { definition: 'unknown-one' }, 'DEFINITION_NOT_FOUND'],
    ['a missing definition', '${ {"input": 1} }', 'INPUT_INVALID'],
    ['no map', '${ "doubler" }', 'INPUT_INVALID'],
    ['an invalid version', '${ {"definition": "doubler", "version": 2} }', 'INPUT_INVALID'],
    ['an empty id', '${ {"definition": "doubler", "workflowId": ""} }', 'INPUT_INVALID'],
    ['a wait that is not a boolean', '${ {"definition": "doubler", "wait": 1} }', 'INPUT_INVALID'],
    ['an unknown way to cancel', '${ {"definition": "doubler", "onCancel": "x"} }', 'INPUT_INVALID'],
  ])('fails with a code for %s', async (_case, fields, code) => {
    expect(await legacy.run(calls(fields))).toMatchObject({ status: 'FAILED', error: { code } });
  });

  it('fails with WORKFLOW_ALREADY_RUNNING if the id is in use', async () => {
    const taken = await legacy.start({ octavo: 1, id: 'taken', tasks: definitions[2]?.tasks ?? [] });
    const result = await legacy.run(calls({ definition: 'doubler', workflowId: taken, input: { n: 1 } }));
    expect(result).toMatchObject({ error: { code: 'WORKFLOW_ALREADY_RUNNING' } });
    await legacy.client.cancel(taken);
  });

  it('does not wait with `wait: false`, and does not cancel the child', async () => {
    const workflowId = await legacy.start(calls({ definition: 'waits', wait: false }));
    const { output } = await legacy.client.result(workflowId);
    expect(output).toEqual({ workflowId: `${workflowId}/call`, runId: expect.any(String) });
    await legacy.client.signal(`${workflowId}/call`, 'go');
    expect((await legacy.client.result(`${workflowId}/call`)).status).toBe('SUCCESS');
  });

  it.each([
    ['cancel', 'CANCELED'],
    ['abandon', 'RUNNING'],
  ])('cancels its child or not, by `onCancel`: %s', async (onCancel, status) => {
    const workflowId = await legacy.start(calls({ definition: 'waits', onCancel }));
    const child = `${workflowId}/call`;
    await until(async () => (await legacy.client.status(child).catch(() => undefined))?.status === 'WAITING');
    await legacy.client.cancel(workflowId);
    expect((await legacy.client.result(workflowId)).status).toBe('CANCELED');
    await until(async () => ['WAITING', status].includes((await legacy.client.status(child)).status));
    await legacy.client.cancel(child).catch(() => undefined);
  });
});

describe('temporal.activity', () => {
  const asks = (input: unknown, more: object = {}): object => ({
    octavo: 1,
    id: 'asks',
    tasks: [{ id: 'ask', type: 'basic', action: 'temporal.activity', with: input, taskQueue: OTHERS, ...more }],
  });

  it('returns the result of the activity, null for none', async () => {
    expect(await legacy.run(asks({ activity: 'add', args: [2, 3] }))).toMatchObject({ output: 5 });
    expect(await legacy.run(asks({ activity: 'nothing' }))).toMatchObject({ status: 'SUCCESS', output: null });
  });

  it("has the type of the activity's failure as code, and is retried", async () => {
    expect(await legacy.run(asks({ activity: 'decline' }))).toMatchObject({
      error: { code: 'CARD_DECLINED', message: 'no money', details: { missing: 5 } },
    });
    expect(await legacy.run(asks({ activity: 'wobble' }, { retry: { initialInterval: '10ms' } }))).toMatchObject({
      output: 3,
      tasks: { ask: { attempt: 3 } },
    });
  });

  it('times out with ATTEMPT_TIMED_OUT', async () => {
    const once = { retry: { maxAttempts: 1, attemptTimeout: '1s' } };
    expect(await legacy.run(asks({ activity: 'sleeper' }, once))).toMatchObject({
      error: { code: 'ATTEMPT_TIMED_OUT' },
    });
  });

  it('times out with HEARTBEAT_TIMED_OUT if a heartbeat is missing', async () => {
    const once = { heartbeatTimeout: '1s', retry: { maxAttempts: 1 } };
    expect(await legacy.run(asks({ activity: 'sleeper' }, once))).toMatchObject({
      error: { code: 'HEARTBEAT_TIMED_OUT' },
    });
  });

  it.each([['${ 5 }'], ['${ {"activity": ""} }'], ['${ {"activity": "add", "args": 1} }']])(
    'refuses %s',
    async (input) => {
      expect(await legacy.run(asks(input))).toMatchObject({ error: { code: 'INPUT_INVALID' } });
    },
  );
});
