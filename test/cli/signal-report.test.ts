import { randomUUID } from 'node:crypto';
import { OctavoClient } from '@octavo/client';
import { testServerAddress } from '../integration/support/test-worker';
import { type GrpcServer, startGrpcServer } from '../temporal-errors/grpc-server';
import { type CliWorker, serverEnvironment, startCliWorker } from './support/cli-worker';
import { definitionOf, TestFolder } from './support/definitions';
import { invoke, type Invocation } from './support/invoke';

const folder = new TestFolder();
const schema = '{ type: object, required: [approved], properties: { approved: { type: boolean } } }';
const hold = folder.write(
  'hold.yaml',
  definitionOf('hold', `{ id: hold, type: wait, signal: approval, schema: ${schema} }`),
);
const strict = folder.write(
  'strict.yaml',
  definitionOf('strict', `{ id: hold, type: wait, signal: approval, schema: ${schema}, onInvalid: fail }`),
);
const picky = folder.write(
  'picky.yaml',
  definitionOf('picky', '{ id: hold, type: wait, signal: approval, where: \'${ signal.sender == "ada" }\', count: 2 }'),
);
const busy = folder.write('busy.yaml', definitionOf('busy', '{ id: rest, type: wait, for: 1h }'));

/** A gRPC proxy before the test server, which lists the calls. */
let proxy: GrpcServer;
let worker: CliWorker;
beforeAll(async () => {
  proxy = await startGrpcServer({ answer: () => 'pass', behind: testServerAddress() });
  worker = await startCliWorker();
});
afterAll(async () => {
  await worker.stop();
  await proxy.stop();
  folder.remove();
});

const octavo = (args: readonly string[], env = worker.env): Promise<Invocation> => invoke(args, { env });

async function started(file: string, env = worker.env): Promise<string> {
  const id = `signal-${randomUUID()}`;
  expect(await octavo(['start', file, '--workflow-id', id], env)).toMatchObject({ code: 0 });
  return id;
}

/** The output of `octavo signal`, without the line that it was sent. */
async function said(id: string, ...args: readonly string[]): Promise<string> {
  const { code, stderr } = await octavo(['signal', id, ...args]);
  const [sent, ...rest] = stderr.split('\n');
  expect({ code, sent }).toEqual({ code: 0, sent: `Sent ${args[0]} to ${id}.` });
  return rest.join('\n');
}

describe('octavo signal reports', () => {
  it('which wait accepts the signal', async () => {
    expect(await said(await started(hold), 'approval', '--payload', '{"approved": true}')).toBe(
      'The wait hold accepts it.\n',
    );
  });

  it('that no wait accepts the name, the signals that the run waits for, and the nearest name', async () => {
    const id = await started(hold);
    expect(await said(id, 'aproval')).toBe(
      'No wait accepts it now: the run waits for approval. The run keeps it for a later wait for aproval.\nDid you mean approval?\n',
    );
  });

  it('that the run waits for no signal', async () => {
    expect(await said(await started(busy), 'go')).toBe(
      'No wait accepts it now: the run waits for no signal. The run keeps it for a later wait for go.\n',
    );
  });

  it('why no wait accepts the payload', async () => {
    expect(await said(await started(hold), 'approval', '--payload', '{"approved": "yes"}')).toMatch(
      /^The wait hold does not accept it: approved: is string, expected boolean\.\nThe run keeps it for a wait that accepts it\.\n$/,
    );
  });

  it('that the payload makes the wait fail', async () => {
    const id = await started(strict);
    expect(await said(id, 'approval')).toMatch(/^The wait hold fails with SIGNAL_INVALID: payload: .+\.\n$/);
    expect(await octavo(['result', id])).toMatchObject({ code: 1, stdout: expect.stringContaining('SIGNAL_INVALID') });
  });

  it('that `where` is false, and that a sender was already counted', async () => {
    const id = await started(picky);
    expect(await said(id, 'approval', '--sender', 'bob')).toMatch(
      /^The wait hold does not accept it: its `where` is false\.\n/,
    );
    expect(await said(id, 'approval', '--sender', 'ada')).toBe('The wait hold accepts it.\n');
    expect(await said(id, 'approval', '--sender', 'ada')).toMatch(/^The wait hold has already counted a signal/);
  });

  it('that an id was delivered before', async () => {
    const id = await started(busy);
    await said(id, 'go', '--id', 'once');
    expect(await said(id, 'go', '--id', 'once')).toBe(
      'The run has already received a signal with this id, so this one has no effect.\n',
    );
  });
});

it('octavo cancel reports the waits of the run', async () => {
  const id = await started(hold);
  // The run sets the search attribute of its waits when it is idle.
  while (!(await octavo(['status', id, '--json'])).stdout.includes('approval')) continue;
  const { code, stderr } = await octavo(['cancel', id]);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      `^Requested the cancellation of ${id}, which was waiting for approval\\. \`.*octavo result ${id}\` waits for its end\\.\n$`,
    ),
  });
});

describe('without a worker', () => {
  const env = serverEnvironment();

  it('octavo signal delivers, and says how to start a worker', async () => {
    const id = await started(hold, env);
    const { code, stderr } = await octavo(['signal', id, 'approval', '--payload', '{"approved": true}'], env);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        `^Sent approval to ${id}\\.\nNo worker .+ keeps the signal for the run\\.\nIf no worker runs, \`OCTAVO_TASK_QUEUE=${env['OCTAVO_TASK_QUEUE']} .*octavo worker\` starts one\\.\n$`,
      ),
    });
    const late = await startCliWorker({ OCTAVO_TASK_QUEUE: env['OCTAVO_TASK_QUEUE'] });
    expect(await octavo(['result', id], env)).toMatchObject({ code: 0 });
    await late.stop();
  });

  it('octavo cancel sends the request, and reports that no worker polls the task queue', async () => {
    const { stderr, code } = await octavo(
      ['cancel', await started(hold, { ...env, OCTAVO_TASK_QUEUE: 'nobody-at-all' })],
      env,
    );
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /\nNo worker polls the task queue nobody-at-all, .*`OCTAVO_TASK_QUEUE=nobody-at-all .*octavo worker` starts one\.\n$/,
      ),
    });
  });
});

describe('a client', () => {
  let client: OctavoClient;
  beforeAll(async () => {
    client = await OctavoClient.connect({
      address: proxy.address,
      ...(worker.env['OCTAVO_TASK_QUEUE'] === undefined ? {} : { taskQueue: worker.env['OCTAVO_TASK_QUEUE'] }),
    });
  });
  afterAll(() => client.close());

  async function callsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    const before = proxy.calls.length;
    await work().catch(() => undefined);
    return proxy.calls.slice(before);
  }

  it('signals and cancels with one call, and with a report with two and three', async () => {
    const id = await started(picky);
    expect(await callsOf(() => client.signal(id, 'approval'))).toEqual(['SignalWorkflowExecution']);
    expect(await callsOf(() => client.signalWithReport(id, 'approval'))).toEqual([
      'QueryWorkflow',
      'SignalWorkflowExecution',
    ]);
    const cancelling = await callsOf(() => client.cancelWithReport(id));
    expect([...cancelling].sort()).toEqual([
      'DescribeTaskQueue',
      'DescribeWorkflowExecution',
      'RequestCancelWorkflowExecution',
    ]);
    await client.result(id);
    expect(await callsOf(() => client.cancelWithReport(id))).toEqual([
      'DescribeWorkflowExecution',
      'GetWorkflowExecutionHistory',
    ]);
    expect(await callsOf(() => client.cancel(id))).toEqual(['RequestCancelWorkflowExecution']);
  });

  it('gets the report as data, without additional events of the run', async () => {
    const [withReport, plain] = [await started(picky), await started(picky)];
    expect(await client.signalWithReport(withReport, 'aproval')).toEqual({
      isAnswered: true,
      isDuplicate: false,
      waitingFor: ['approval'],
      waits: [],
      nearest: 'approval',
    });
    await client.signal(plain, 'aproval');
    for (const id of [withReport, plain]) await client.signal(id, 'approval', null, { sender: 'ada', id: 'x' });
    for (const id of [withReport, plain]) await client.temporal.workflow.getHandle(id).terminate();
    expect(await eventsOf(withReport)).toEqual(await eventsOf(plain));
  });

  /** Without events of workflow tasks: the number of signals per workflow task depends on time. */
  async function eventsOf(id: string): Promise<readonly unknown[]> {
    const { events } = await client.temporal.workflow.getHandle(id).fetchHistory();
    const types = (events ?? []).map((event) => Object.keys(event).find((key) => key.endsWith('Attributes')));
    return types.filter((type) => !/^(workflowTask|marker)/.test(type ?? ''));
  }

  it('refuses a payload that is too large before it is sent', async () => {
    const calls = await callsOf(async () => {
      await expect(client.signal('a-run', 'go', 'x'.repeat(3_000_000))).rejects.toMatchObject({
        code: 'PAYLOAD_TOO_LARGE',
      });
    });
    expect(calls).toEqual([]);
  });
});
