import { rm } from 'node:fs/promises';
import { writeDefinitions } from './support/write-definitions';
import { startTestWorker, type TestWorker, until } from './support/test-worker';

let test: TestWorker;
let definitions: string;
let runs = 0;

beforeAll(async () => {
  definitions = await writeDefinitions({
    listener: { octavo: 1, id: 'listener', tasks: [{ id: 'hear', type: 'wait', signal: 'start-up', timeout: '1h' }] },
    strict: {
      octavo: 1,
      id: 'strict',
      input: { type: 'object', properties: { n: { type: 'number' } } },
      tasks: [{ id: 'hear', type: 'wait', signal: 'start-up', timeout: '1h' }],
    },
    caller: {
      octavo: 1,
      id: 'caller',
      tasks: [{ id: 'call', type: 'signal', signal: 'from-child', payload: 'hi', to: { parent: true } }],
    },
  });
  test = await startTestWorker({ definitions });
});

afterAll(async () => {
  await test.stop();
  await rm(definitions, { recursive: true });
});

function newId(): string {
  runs += 1;
  return `signals-${Date.now()}-${runs}`;
}

function waitFor(signal: string, more: object = {}): object {
  return { octavo: 1, id: 'waits', tasks: [{ id: 'hear', type: 'wait', signal, timeout: '1h', ...more }] };
}

function send(signal: string, to: object, more: object = {}): object {
  return { octavo: 1, id: 'sends', tasks: [{ id: 'tell', type: 'signal', signal, payload: { n: 7 }, to, ...more }] };
}

async function startWaiting(signal: string, workflowId = newId()): Promise<string> {
  await test.client.start(waitFor(signal), { workflowId });
  await until(async () => (await test.client.status(workflowId)).waitingFor?.includes(signal) === true);
  return workflowId;
}

async function isVisible(workflowId: string, signal: string): Promise<boolean> {
  const query = `OctavoWaitingFor = "${signal}"`;
  for await (const info of test.client.temporal.workflow.list({ query }))
    if (info.workflowId === workflowId) return true;
  return false;
}

it('ends a wait of another run, with the sender', async () => {
  const listener = await startWaiting('go-a');
  const sender = newId();
  const sent = await test.client.run(send('go-a', { workflowId: listener }), { workflowId: sender });
  expect(sent).toMatchObject({ status: 'SUCCESS', output: { delivered: 1, workflowIds: [listener] } });
  expect(await test.client.result(listener)).toMatchObject({ output: { signal: { payload: { n: 7 }, sender } } });
});

it('ends the waits of all runs that visibility finds', async () => {
  const listeners = [await startWaiting('go-b'), await startWaiting('go-b')];
  for (const listener of listeners) await until(() => isVisible(listener, 'go-b'));
  const sent = await test.client.run(send('go-b', { waiting: true }));
  expect(sent.output).toMatchObject({ delivered: 2 });
  for (const listener of listeners) expect((await test.client.result(listener)).status).toBe('SUCCESS');
});

it('finds runs that were not started by the client', async () => {
  const workflowId = newId();
  const options = { args: [{ definition: waitFor('go-c') }], workflowId, taskQueue: test.taskQueue };
  await test.client.temporal.workflow.start('octavoRun', options);
  await until(() => isVisible(workflowId, 'go-c'));
  const where =
    '${ target.workflowId == "' + workflowId + '" && target.definition == "waits" && target.version == "1.0.0" }';
  const sent = await test.client.run(send('go-c', { waiting: true, where }));
  expect(sent.output).toEqual({ delivered: 1, workflowIds: [workflowId] });
});

it('starts a run with the signal', async () => {
  const workflowId = newId();
  const sent = await test.client.run(send('start-up', { start: { definition: 'listener', workflowId } }));
  expect(sent.output).toEqual({ delivered: 1, workflowIds: [workflowId] });
  expect(await test.client.result(workflowId)).toMatchObject({
    status: 'SUCCESS',
    output: { signal: { payload: { n: 7 } } },
  });
});

it('starts no run of a definition that the worker does not know', async () => {
  const start = { start: { definition: 'nobody-knows', workflowId: newId() } };
  const failed = await test.client.run(send('start-up', start));
  expect(failed).toMatchObject({ status: 'FAILED', error: { code: 'DEFINITION_NOT_FOUND', task: 'tell' } });
  expect(failed.error?.message).toMatch(/^no definition "nobody-knows" is known.*restart the worker/);
  expect(await test.client.run(send('start-up', start, { onMissing: 'ignore' }))).toMatchObject({
    status: 'SUCCESS',
    output: { delivered: 0, workflowIds: [] },
  });
  await expect(test.client.status(start.start.workflowId)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});

it('starts no run with an invalid input', async () => {
  const start = { start: { definition: 'strict', workflowId: newId(), input: { n: 'x' } } };
  expect(await test.client.run(send('start-up', start))).toMatchObject({
    status: 'FAILED',
    error: { code: 'INPUT_INVALID', task: 'tell', message: expect.stringContaining('n: ') as string },
  });
  await expect(test.client.status(start.start.workflowId)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});

it('signals the parent before its wait begins', async () => {
  const result = await test.client.run({
    octavo: 1,
    id: 'parent',
    tasks: [
      { id: 'child', type: 'basic', action: 'workflow.run', with: { definition: 'caller' } },
      { id: 'hear', type: 'wait', signal: 'from-child', timeout: '1h' },
    ],
  });
  expect(result).toMatchObject({ status: 'SUCCESS', output: { signal: { payload: 'hi' } } });
});

it('fails when there is no target, or continues with onMissing: ignore', async () => {
  const nobody = { workflowId: 'nobody-is-here' };
  expect(await test.client.run(send('x', nobody))).toMatchObject({
    status: 'FAILED',
    error: { code: 'SIGNAL_TARGET_NOT_FOUND' },
  });
  expect(await test.client.run(send('x', nobody, { onMissing: 'ignore' }))).toMatchObject({
    output: { delivered: 0, workflowIds: [] },
  });
  expect(await test.client.run(send('x', { parent: true }))).toMatchObject({
    error: { code: 'SIGNAL_TARGET_NOT_FOUND' },
  });
});

it('delivers each id once', async () => {
  const workflowId = newId();
  await test.client.start(waitFor('twice', { count: 2, distinctBy: '${ signal.id }' }), { workflowId });
  for (const id of ['a', 'a', 'b']) await test.client.signal(workflowId, 'twice', id, { id, sender: 'me' });
  const { output } = await test.client.result(workflowId);
  expect(output).toMatchObject({
    signals: [
      { id: 'a', sender: 'me' },
      { id: 'b', sender: 'me' },
    ],
  });
});

it('accepts any Temporal signal by its name', async () => {
  const workflowId = newId();
  await test.client.start(waitFor('plain'), { workflowId });
  await test.client.temporal.workflow.getHandle(workflowId).signal('plain', { a: 1 }, 'ignored');
  expect(await test.client.result(workflowId)).toMatchObject({ output: { signal: { payload: { a: 1 } } } });
});

it('ignores malformed envelopes', async () => {
  const workflowId = newId();
  await test.client.start(waitFor('fine'), { workflowId });
  const handle = test.client.temporal.workflow.getHandle(workflowId);
  for (const junk of [undefined, null, 4, 'x', [], {}, { name: 3 }, { name: '' }])
    await handle.signal('octavo.signal', junk);
  for (const junk of [{ name: 'fine', id: 4, sender: {}, payload: 1 }]) await handle.signal('octavo.signal', junk);
  expect(await test.client.result(workflowId)).toMatchObject({ status: 'SUCCESS', output: { signal: { payload: 1 } } });
});
