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

/** A gRPC server before that of the tests, which lists the calls of what goes through it. */
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

/** What `octavo signal` says, without the line that it was sent. */
async function said(id: string, ...args: readonly string[]): Promise<string> {
  const { code, stderr } = await octavo(['signal', id, ...args]);
  const [sent, ...rest] = stderr.split('\n');
  expect({ code, sent }).toEqual({ code: 0, sent: `Sent ${args[0]} to ${id}.` });
  return rest.join('\n');
}

describe('octavo signal says', () => {
  it('which wait accepts the signal', async () => {
    expect(await said(await started(hold), 'approval', '--payload', '{"approved": true}')).toBe(
      'The wait hold accepts it.\n',
    );
  });

  it('that no wait takes the name, what the run waits for, and the nearest name', async () => {
    const id = await started(hold);
    expect(await said(id, 'aproval')).toBe(
      'No wait takes it now: the run waits for approval. It is kept for a wait for aproval that comes.\nDid you mean approval?\n',
    );
  });

  it('that the run waits for no signal', async () => {
    expect(await said(await started(busy), 'go')).toBe(
      'No wait takes it now: the run waits for no signal. It is kept for a wait for go that comes.\n',
    );
  });

  it('why no wait accepts the payload', async () => {
    expect(await said(await started(hold), 'approval', '--payload', '{"approved": "yes"}')).toMatch(
      /^The wait hold does not accept it: approved: is string, expected boolean\.\nIt is kept for a wait that accepts it\.\n$/,
    );
  });

  it('that the payload makes the wait fail', async () => {
    const id = await started(strict);
    expect(await said(id, 'approval')).toMatch(/^The wait hold fails with SIGNAL_INVALID: payload: .+\.\n$/);
    expect(await octavo(['result', id])).toMatchObject({ code: 1, stdout: expect.stringContaining('SIGNAL_INVALID') });
  });

  it('that `where` is false, and that a sender has counted already', async () => {
    const id = await started(picky);
    expect(await said(id, 'approval', '--sender', 'bob')).toMatch(
      /^The wait hold does not accept it: its `where` is false\.\n/,
    );
    expect(await said(id, 'approval', '--sender', 'ada')).toBe('The wait hold accepts it.\n');
    expect(await said(id, 'approval', '--sender', 'ada')).toMatch(/^The wait hold has counted one like it/);
  });

  it('that an id was delivered before', async () => {
    const id = await started(busy);
    await said(id, 'go', '--id', 'once');
    expect(await said(id, 'go', '--id', 'once')).toBe(
      'The run has had a signal of this id and name before, so this one has no effect.\n',
    );
  });
});

it('octavo cancel says what the run was waiting for', async () => {
  const id = await started(hold);
  // The run tells visibility of its waits when it has come to rest.
  while (!(await octavo(['status', id, '--json'])).stdout.includes('approval')) continue;
  const { code, stderr } = await octavo(['cancel', id]);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      `^Asked ${id}, which was waiting for approval, to cancel; \`.*octavo result ${id}\` waits until it has\\.\n$`,
    ),
  });
});

describe('without a worker', () => {
  const env = serverEnvironment();

  it('octavo signal delivers, says so, and how to start one', async () => {
    const id = await started(hold, env);
    const { code, stderr } = await octavo(['signal', id, 'approval', '--payload', '{"approved": true}'], env);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        `^Sent approval to ${id}\\.\nNo worker .+ keeps the signal for it\\.\nWhere no worker runs, \`OCTAVO_TASK_QUEUE=${env['OCTAVO_TASK_QUEUE']} .*octavo worker\` starts one\\.\n$`,
      ),
    });
    const late = await startCliWorker({ OCTAVO_TASK_QUEUE: env['OCTAVO_TASK_QUEUE'] });
    expect(await octavo(['result', id], env)).toMatchObject({ code: 0 });
    await late.stop();
  });

  it('octavo cancel asks, and says that nobody works on it', async () => {
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

  it('signals and cancels by one call, with a report by two and three', async () => {
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

  it('gets the report as data, and the run has no event more for it', async () => {
    const [asked, plain] = [await started(picky), await started(picky)];
    expect(await client.signalWithReport(asked, 'aproval')).toEqual({
      isAnswered: true,
      isDuplicate: false,
      waitingFor: ['approval'],
      waits: [],
      nearest: 'approval',
    });
    await client.signal(plain, 'aproval');
    for (const id of [asked, plain]) await client.signal(id, 'approval', null, { sender: 'ada', id: 'x' });
    for (const id of [asked, plain]) await client.temporal.workflow.getHandle(id).terminate();
    expect(await eventsOf(asked)).toEqual(await eventsOf(plain));
  });

  /** Without those of workflow tasks and what these write: how many signals one of them takes depends on time. */
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
