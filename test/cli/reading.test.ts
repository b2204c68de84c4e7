import { rm } from 'node:fs/promises';
import { RedisTaskStateStore } from '@octavo/state';
import { OwnRedis } from '../integration/support/own-redis';
import { startTestWorker, type TestWorker, testServerAddress, until } from '../integration/support/test-worker';
import { writeDefinitions } from '../integration/support/write-definitions';
import { startGrpcServer } from '../temporal-errors/grpc-server';
import { cleanEnvironment } from '../setup/clean-environment';
import { invoke, type Invocation, jsonOf } from './support/invoke';

// The output of `ls`, `status` and `tasks` if no worker answers, and for runs that were not started by Octavo's client.

const hears = { octavo: 1, id: 'hears', tasks: [{ id: 'hear', type: 'wait', signal: 'go' }] };
const breaks = {
  ...{ octavo: 1, id: 'breaks', version: '2.0.0' },
  tasks: [{ id: 'boom', type: 'basic', action: 'fail', with: { code: 'BROKEN', message: 'it broke' } }],
};
const late = { octavo: 1, id: 'late', timeout: '10ms', tasks: hears.tasks };
const id = (name: string): string => `${name}-reading-${process.pid}`;

let redis: OwnRedis;
let store: RedisTaskStateStore;
let definitions: string;
let test: TestWorker;
let env: NodeJS.ProcessEnv;
let since: string;

beforeAll(async () => {
  since = new Date().toISOString();
  redis = await OwnRedis.create();
  await redis.start();
  store = new RedisTaskStateStore({ url: redis.url });
  definitions = await writeDefinitions({ hears, breaks, late });
  test = await startTestWorker({ definitions, store });
  const { taskQueue } = test;
  env = { ...cleanEnvironment(), TEMPORAL_ADDRESS: testServerAddress(), OCTAVO_TASK_QUEUE: taskQueue };
  await startAll();
  await test.stop();
});
afterAll(async () => {
  await store.close();
  await redis.remove();
  await rm(definitions, { recursive: true });
});

/** One run for each way to start one, and one that no worker has seen. */
async function startAll(): Promise<void> {
  const { client, taskQueue } = test;
  const { workflow, schedule } = client.temporal;
  const plain = { taskQueue, args: [{ definitionId: 'breaks' }] };
  await workflow.start('octavoRun', { ...plain, workflowId: id('plain') });
  const action = { type: 'startWorkflow', workflowType: 'octavoRun', workflowId: id('scheduled'), ...plain } as const;
  const scheduled = await schedule.create({ scheduleId: id('schedule'), spec: {}, action });
  await scheduled.trigger();
  await client.start({ definitionId: 'late' }, { workflowId: id('by-id') });
  const child = { definition: 'breaks', workflowId: id('child') };
  const to = { start: { definition: 'breaks', workflowId: id('by-signal') } };
  const tasks = [
    { id: 'call', type: 'basic', action: 'workflow.run', with: child, onError: [{ continue: true }] },
    { id: 'tell', type: 'signal', signal: 'other', to },
    { id: 'hear', type: 'wait', signal: 'go' },
  ];
  await client.start({ octavo: 1, id: 'starts', tasks }, { workflowId: id('starts') });
  await client.start(hears, { workflowId: id('untaken'), taskQueue: id('nobody') });
  await until(async () => (await settledRuns()) === 6);
  await scheduled.delete();
}

/** The number of runs that visibility shows as ended, or as waiting for `go` without a timeout. */
async function settledRuns(): Promise<number> {
  const ended = 'ExecutionStatus != "Running"';
  const waiting = `WorkflowId = "${id('starts')}" AND OctavoWaitingFor = "go"`;
  const query = `StartTime >= "${since}" AND TaskQueue = "${test.taskQueue}" AND (${ended} OR (${waiting}))`;
  return (await test.client.temporal.workflow.count(query)).count;
}

const shared = (...args: readonly string[]): Promise<Invocation> =>
  invoke(args, { env: { ...env, OCTAVO_STORE: redis.url } });
const alone = (...args: readonly string[]): Promise<Invocation> => invoke(args, { env });
const away = (...args: readonly string[]): Promise<Invocation> =>
  invoke(args, { env: { ...env, OCTAVO_STORE: 'redis://127.0.0.1:1' } });

type Listed = { workflowId: string; definition?: string; status: string; error?: string };

/** The listed data of each run of this test, by the first word of its id. */
async function listBy(list: typeof shared, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const all = jsonOf(await list('ls', '--json', '--since', since, '--limit', '1000', ...args)) as readonly Listed[];
  const own = all.filter(({ workflowId }) => workflowId.includes(`-reading-${process.pid}`));
  return Object.fromEntries(
    own.map(({ workflowId, definition, version, status, error }: Listed & { version?: string }) => [
      workflowId.slice(0, workflowId.indexOf('-reading')),
      [definition, version, status, error].filter((word) => word !== undefined).join(' '),
    ]),
  );
}

describe('ls', () => {
  const all = {
    plain: 'breaks 2.0.0 FAILED BROKEN',
    scheduled: 'breaks 2.0.0 FAILED BROKEN',
    child: 'breaks 2.0.0 FAILED BROKEN',
    'by-id': 'late 1.0.0 TIMED_OUT TIMED_OUT',
    'by-signal': 'breaks 2.0.0 FAILED BROKEN',
    starts: 'starts 1.0.0 RUNNING',
    untaken: 'hears 1.0.0 RUNNING',
  };

  it('shows the definition of every run, for any way of starting it, and the codes of errors', async () => {
    expect(await listBy(shared)).toEqual(all);
  });

  it.each([
    [
      ['--definition', 'breaks'],
      ['by-signal', 'child', 'plain', 'scheduled'],
    ],
    [['--definition', 'breaks', '--status', 'running'], []],
    [
      ['--status', 'FAILED'],
      ['by-signal', 'child', 'plain', 'scheduled'],
    ],
    [['--status', 'TIMED_OUT'], ['by-id']],
    [
      ['--status', 'RUNNING'],
      ['starts', 'untaken'],
    ],
    [['--open'], ['starts', 'untaken']],
    [
      ['--error', 'BROKEN'],
      ['by-signal', 'child', 'plain', 'scheduled'],
    ],
    [['--error', 'BROKEN', '--definition', 'late'], []],
    [['--since', '2h', '--until', '1h'], []],
    [['--since', '2100-01-01'], []],
    [['--until', '2100-01-01'], Object.keys(all).sort()],
  ])('filters by %j', async (args, expected) => {
    expect(Object.keys(await listBy(shared, ...args)).sort()).toEqual(expected);
  });

  it('fills its limit even if one page of visibility has too few runs of a definition', async () => {
    const found = jsonOf(await shared('ls', '--json', '--since', since, '--definition', 'breaks', '--limit', '2'));
    expect(found).toHaveLength(2);
  });

  it('shows the code beside the status', async () => {
    const { stdout, stderr } = await shared('ls', '--definition', 'breaks', '--since', since, '--limit', '1000');
    expect(stdout).toMatch(new RegExp(`${id('plain')} +breaks 2\\.0\\.0 +FAILED \\(BROKEN\\) `));
    expect(stderr).toBe('');
  });

  it('without a shared store has the definitions that starts named, and says how to get the others', async () => {
    expect(await listBy(alone)).toEqual({
      plain: 'FAILED',
      scheduled: 'FAILED',
      child: 'breaks FAILED',
      // A waiting run sets its version later, and this run may not have done so yet.
      'by-id': expect.stringMatching(/^late (1\.0\.0 )?FAILED$/),
      'by-signal': 'breaks 2.0.0 FAILED',
      starts: 'starts 1.0.0 RUNNING',
      untaken: 'hears 1.0.0 RUNNING',
    });
    const { stderr } = await alone('ls', '--since', since, '--limit', '1000');
    expect(stderr).toMatch(/start of \d+ of the runs did not name a definition\..*OCTAVO_STORE/);
  });

  it('refuses --error without a shared store, with advice', async () => {
    expect(await alone('ls', '--error', 'BROKEN')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/USAGE_INVALID: --error needs the store.*OCTAVO_STORE/),
    });
  });

  it('reports that the store is not available, and fails if the filter needs it', async () => {
    expect(await away('ls', '--since', since)).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/The store is not available.*are missing/),
    });
    expect(await away('ls', '--since', since, '--error', 'BROKEN')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/STORE_UNREACHABLE: The store is not available/),
    });
  });

  it.each([
    ['--status', 'FAILD', /one of RUNNING.*nearest is FAILED/],
    ['--since', 'yesterday', /--since takes a time such as .* not "yesterday"/],
    ['--until', '2026-13-01', /--until takes a time/],
  ])('refuses %s %s with a sentence', async (option, value, message) => {
    expect(await alone('ls', option, value)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('tasks and status of a run that no worker answers for', () => {
  it('come from the store, and are marked as possibly out of date', async () => {
    const notice = `No worker answers for ${id('starts')}; the data come from the store, and may be out of date.\n`;
    const tasks = await shared('tasks', id('starts'), '--json');
    expect(tasks).toMatchObject({ code: 0, stderr: notice });
    expect(jsonOf(tasks)).toMatchObject({ call: { status: 'FAILED' }, hear: { status: 'WAITING' } });
    const status = await shared('status', id('starts'), '--json');
    expect(status).toMatchObject({ code: 0, stderr: notice });
    expect(jsonOf(status)).toMatchObject({
      ...{ status: 'RUNNING', definition: 'starts', waitingFor: ['go'], source: 'store', mayBeBehind: true },
      tasks: { FAILED: 1, SUCCESS: 1, WAITING: 1 },
    });
  });

  it('are complete if the store has the end of the run', async () => {
    expect(await shared('tasks', id('plain'))).toMatchObject({ stdout: expect.stringContaining('boom'), stderr: '' });
    const status = await shared('status', id('by-id'), '--json');
    expect(status.stderr).toBe('');
    expect(jsonOf(status)).toMatchObject({ status: 'TIMED_OUT', definition: 'late', source: 'store' });
  });

  // No worker has ever polled its task queue; only the wait for a worker that has just ended takes seconds.
  const worker = '`OCTAVO_TASK_QUEUE=\\S+ octavo worker`';

  it.each(['tasks', 'status'])('%s without a shared store: says how to get one, or a worker', async (command) => {
    const reason = 'each worker keeps states in its own memory\\..*OCTAVO_STORE';
    const { stderr } = await alone(command, id('untaken'));
    expect(stderr).toMatch(new RegExp(`No worker answers for ${id('untaken')}, and ${reason}.*${worker}`));
  });

  it.each(['tasks', 'status'])('%s with an unavailable store: reports it with advice', async (command) => {
    const { stderr } = await away(command, id('untaken'));
    expect(stderr).toMatch(new RegExp(`and the store cannot be read: .* Check that it runs, .*${worker}`));
  });

  it.each(['tasks', 'status'])('%s of a run that the store does not have: reports it', async (command) => {
    const { stderr } = await shared(command, id('untaken'));
    expect(stderr).toMatch(new RegExp(`and the store does not have this run\\. .*${worker}`));
  });

  it('tasks ends with 3, status shows the data of the server', async () => {
    expect(jsonOf(await alone('tasks', id('untaken'), '--json'))).toMatchObject({
      error: { code: 'WORKER_UNREACHABLE' },
    });
    const status = await alone('status', id('untaken'), '--json');
    expect(jsonOf(status)).toEqual({
      ...{ workflowId: id('untaken'), runId: expect.any(String), startedAt: expect.any(String) },
      ...{ definition: 'hears', version: '1.0.0', status: 'RUNNING', taskQueue: id('nobody') },
    });
  });

  it('status requests the description of the run once', async () => {
    const proxy = await startGrpcServer({ answer: () => 'pass', behind: testServerAddress() });
    const { stderr } = await invoke(['status', id('untaken')], { env: { ...env, TEMPORAL_ADDRESS: proxy.address } });
    await proxy.stop();
    expect(stderr).toContain('No worker answers');
    expect(proxy.calls.filter((call) => call === 'DescribeWorkflowExecution')).toHaveLength(1);
  });
});
