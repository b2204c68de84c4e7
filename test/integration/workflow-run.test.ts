import { rm } from 'node:fs/promises';
import { startTestWorker, type TestWorker, until } from './support/test-worker';
import { writeDefinitions } from './support/write-definitions';

let test: TestWorker;
let definitions: string;

beforeAll(async () => {
  const failing = {
    id: 'inner',
    type: 'basic',
    action: 'fail',
    with: { code: 'NO_LUCK', message: 'none', details: { left: 0 } },
  };
  definitions = await writeDefinitions({
    doubler: {
      octavo: 1,
      id: 'doubler',
      tasks: [{ id: 'twice', type: 'basic', action: 'transform', with: '${ input.n * 2 }' }],
    },
    'doubler-2': {
      octavo: 1,
      id: 'doubler',
      version: '2.0.0',
      tasks: [{ id: 'x', type: 'basic', action: 'transform', with: '${ input.n * 20 }' }],
    },
    fails: { octavo: 1, id: 'fails', tasks: [{ id: 'group', type: 'composite', tasks: [failing] }] },
    unlucky: {
      octavo: 1,
      id: 'unlucky',
      tasks: [{ id: 'reads', type: 'basic', action: 'transform', with: '${ input.none }' }],
    },
    waits: { octavo: 1, id: 'waits', tasks: [{ id: 'hear', type: 'wait', signal: 'go' }] },
  });
  test = await startTestWorker({ definitions });
});

afterAll(async () => {
  await test.stop();
  await rm(definitions, { recursive: true });
});

function calls(fields: object): object {
  return { octavo: 1, id: 'calls', tasks: [{ id: 'call', type: 'basic', action: 'workflow.run', with: fields }] };
}

it('returns the output of the highest version, or of the given version', async () => {
  expect(await test.client.run(calls({ definition: 'doubler', input: { n: 2 } }))).toMatchObject({ output: 40 });
  expect(await test.client.run(calls({ definition: 'doubler', version: '1.0.0', input: { n: 2 } }))).toMatchObject({
    output: 4,
  });
});

it("passes on the child's error, with the path to its task", async () => {
  const result = await test.client.run(calls({ definition: 'fails' }));
  expect(result).toMatchObject({
    status: 'FAILED',
    error: { code: 'NO_LUCK', message: 'none', task: 'call/group/inner', details: { left: 0 } },
  });
});

it('retries after an error of the child, unless the error can never be retried', async () => {
  const retry = { maxAttempts: 2, initialInterval: '1ms' };
  const again = (definition: string, input = {}): object => {
    const call = { id: 'call', type: 'basic', action: 'workflow.run', with: { definition, input }, retry };
    return { octavo: 1, id: 'calls', tasks: [call] };
  };
  expect(await test.client.run(again('fails'))).toMatchObject({ error: { code: 'NO_LUCK', attempt: 2 } });
  expect(await test.client.run(again('unlucky'))).toMatchObject({ error: { code: 'EXPRESSION_FAILED', attempt: 1 } });
});

it('fails for a definition that the worker does not know', async () => {
  const result = await test.client.run(calls({ definition: 'unknown-one' }));
  expect(result).toMatchObject({ error: { code: 'DEFINITION_NOT_FOUND', task: 'call' } });
  expect(result.error?.message).toMatch(/^No definition "unknown-one" is known to this worker/);
});

it('names the child after its task, and does not wait with wait: false', async () => {
  const { workflowId } = await test.client.start(calls({ definition: 'waits', wait: false }));
  const { output } = await test.client.result(workflowId);
  expect(output).toEqual({ workflowId: `${workflowId}/call`, runId: expect.any(String) });
  await test.client.signal(`${workflowId}/call`, 'go');
  expect((await test.client.result(`${workflowId}/call`)).status).toBe('SUCCESS');
});

it('cancels the child with its task, or abandons it', async () => {
  for (const [onCancel, status] of [
    ['cancel', 'CANCELED'],
    ['abandon', 'RUNNING'],
  ] as const) {
    const { workflowId } = await test.client.start(calls({ definition: 'waits', onCancel }));
    const child = `${workflowId}/call`;
    await until(
      async () => (await test.client.status(child).catch(() => undefined))?.waitingFor?.includes('go') === true,
    );
    await test.client.cancel(workflowId);
    expect((await test.client.result(workflowId)).status).toBe('CANCELED');
    await until(async () => (await test.client.status(child)).status === status);
    await test.client.signal(child, 'go').catch(() => undefined);
  }
});

it('fails with WORKFLOW_ALREADY_RUNNING when the workflow id has an open run', async () => {
  const taken = `taken-${Date.now()}`;
  await test.client.start({ definitionId: 'waits' }, { workflowId: taken });
  const result = await test.client.run(calls({ definition: 'doubler', workflowId: taken, input: { n: 1 } }));
  expect(result).toMatchObject({ error: { code: 'WORKFLOW_ALREADY_RUNNING' } });
  await test.client.cancel(taken);
});

it("uses the idempotency key of its task as prefix of the child's keys", async () => {
  const { workflowId, runId } = await test.client.start(calls({ definition: 'doubler', input: { n: 1 } }));
  await test.client.result(workflowId);
  const { events } = await test.client.temporal.workflow.getHandle(`${workflowId}/call`).fetchHistory();
  const [first] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  expect(JSON.parse(Buffer.from(first?.data ?? []).toString())).toMatchObject({ keyPrefix: `${runId}/call` });
});

it('rejects ids that Temporal would not accept, instead of retrying for ever', async () => {
  const result = await test.client.run(
    calls({ definition: 'doubler', workflowId: 'x'.repeat(1_001), input: { n: 1 } }),
  );
  expect(result).toMatchObject({ status: 'FAILED', error: { code: 'INPUT_INVALID' } });
});

it('requires that definitions of the folder refer only to existing definitions', async () => {
  const folder = await writeDefinitions({
    there: { octavo: 1, id: 'there', tasks: [{ id: 'a', type: 'basic', action: 'transform' }] },
    right: calls({ definition: 'there' }),
    wrong: { ...calls({ definition: 'their' }), id: 'wrong' },
  });
  await expect(startTestWorker({ definitions: folder })).rejects.toThrow(
    /wrong.*: UNKNOWN_DEFINITION at tasks\[0\]\.with\.definition: no definition "their" is known/,
  );
  await rm(folder, { recursive: true });
});
