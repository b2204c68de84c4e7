import { Worker } from '@temporalio/worker';
import { until } from '../integration/support/test-worker';
import { ran } from '../integration/support/test-actions';
import { type LegacyWorker, startLegacyWorker } from './support/legacy-worker';

let legacy: LegacyWorker;

beforeAll(async () => {
  legacy = await startLegacyWorker();
});
afterAll(() => legacy.stop());

const echo = (id: string, fields: object = {}): object => ({
  id,
  type: 'basic',
  action: 'test.echo',
  with: id,
  ...fields,
});
const define = (id: string, tasks: readonly object[], fields: object = {}): object => ({
  octavo: 1,
  id,
  ...fields,
  tasks,
});
const historyOf = async (workflowId: string) =>
  await legacy.client.temporal.workflow.getHandle(workflowId).fetchHistory();

/** The activities of a run in the order in which they were scheduled. */
async function activitiesOf(workflowId: string): Promise<readonly string[]> {
  const { events = [] } = await historyOf(workflowId);
  return (events ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? [],
  );
}

const EVERY_TYPE = define(
  'every-type',
  [
    echo('first', {
      action: 'test.flaky',
      with: { until: 2, key: 'every' },
      execution: 'remote',
      retry: { initialInterval: '10ms' },
    }),
    { id: 'tell', type: 'signal', signal: 'go', payload: 2, to: { self: true } },
    { id: 'hear', type: 'wait', signal: 'go', timeout: '1h', process: echo('each', { with: '${ signal.payload }' }) },
    {
      id: 'way',
      type: 'router',
      routes: [{ when: '${ tasks.first.output == 2 }', task: echo('inline') }],
      otherwise: { then: 'end' },
    },
    {
      id: 'both',
      type: 'parallel',
      tasks: [echo('left'), echo('right', { with: '${ tasks.left.output }', needs: ['left'] })],
    },
    {
      id: 'items',
      type: 'collection',
      items: [1, 2, 3],
      filter: '${ item != 2 }',
      task: echo('one', { with: '${ item }' }),
    },
    {
      id: 'row',
      type: 'collection',
      mode: 'sequential',
      items: [1, 2],
      filter: '${ item > vars.n }',
      task: echo('two', { with: '${ item }' }),
    },
    {
      id: 'group',
      type: 'composite',
      repeat: { until: '${ vars.n >= 2 }', delay: '10ms' },
      tasks: [{ id: 'add', type: 'basic', action: 'set', with: { n: '${ vars.n + 1 }' } }],
    },
    {
      id: 'mend',
      type: 'basic',
      action: 'fail',
      with: { code: 'OOPS' },
      onError: [{ do: echo('handler', { with: '${ error.code }' }) }],
    },
    {
      id: 'sum',
      type: 'aggregate',
      from: '${ tasks.items.output.results }',
      operations: { all: { op: 'sum', where: '${ item != null }' } },
    },
  ],
  {
    vars: { n: 0 },
    output: {
      sum: '${ tasks.sum.output.all }',
      mend: '${ tasks.mend.output }',
      heard: '${ tasks.hear.output.processed }',
    },
  },
);

describe('a run of the old engine', () => {
  it('runs every type, and its history replays', async () => {
    const workflowId = await legacy.start(EVERY_TYPE);
    const result = await legacy.client.result(workflowId);
    expect(result).toMatchObject({ status: 'SUCCESS', output: { sum: 4, mend: 'OOPS', heard: [2] } });
    expect(result.tasks).toMatchObject({
      first: { attempt: 2 },
      'hear/process[0]': { output: 2 },
      'way/route/0/inline': { status: 'SUCCESS' },
      'both/right': { output: 'left' },
      'items[2]': { output: 3 },
      'row[0]': { output: 1 },
      'group/add#2': { status: 'SUCCESS' },
      mend: { status: 'FAILED', handled: true },
      'mend/onError/handler': { output: 'OOPS' },
    });
    const names = await activitiesOf(workflowId);
    expect(names).toEqual(expect.arrayContaining(stateAndResponseActivities()));
    await Worker.runReplayHistory({ workflowBundle: legacy.bundle }, await historyOf(workflowId), workflowId);
  });

  it('writes states that store readers can read', async () => {
    const { workflowId, runId } = await legacy.run(
      define('stored', [echo('a'), { id: 'b', type: 'parallel', tasks: [echo('c')] }]),
    );
    const run = { workflowId, firstRunId: runId };
    const { items } = await legacy.store.readTasks(run);
    expect(items.map(({ path, type, status }) => [path, type, status])).toEqual([
      ['a', 'basic', 'SUCCESS'],
      ['b', 'parallel', 'SUCCESS'],
      ['b/c', 'basic', 'SUCCESS'],
    ]);
    expect(await legacy.store.readRun(run)).toMatchObject({
      facts: { definition: 'stored', version: '1.0.0' },
      state: { path: '', status: 'SUCCESS', output: { c: 'c' } },
    });
  });

  it('creates the states of children and updates their parent one at a time', async () => {
    const workflowId = await legacy.start(
      define('one-by-one', [{ id: 'p', type: 'parallel', tasks: [echo('x'), echo('y'), echo('z')] }]),
    );
    await legacy.client.result(workflowId);
    const names = await activitiesOf(workflowId);
    const count = (name: string): number => names.filter((one) => one === name).length;
    expect(['createBasicState', 'runAction', 'handleBasicResponse', 'updateParentStatus'].map(count)).toEqual([
      3, 3, 3, 3,
    ]);
    expect(names.length).toBe(1 + 1 + 3 * 4 + 1 + 1);
  });

  it('waits for enough external signals, and counts each id once', async () => {
    const hear = {
      id: 'hear',
      type: 'wait',
      signal: 'vote',
      count: 2,
      where: '${ signal.payload.ok }',
      schema: { type: 'object' },
    };
    const workflowId = await legacy.start(define('votes', [hear]));
    await until(async () => ((await legacy.client.status(workflowId)).waitingFor ?? []).length > 0);
    await legacy.client.signal(workflowId, 'vote', { ok: true }, { id: '1', sender: 'ann' });
    await legacy.client.signal(workflowId, 'vote', { ok: true }, { id: '1', sender: 'ann' });
    await legacy.client.signal(workflowId, 'vote', { ok: true }, { id: '2', sender: 'ann' });
    await legacy.client.signal(workflowId, 'vote', { ok: false }, { id: '3', sender: 'bob' });
    await legacy.client.signal(workflowId, 'vote', 7, { id: '4', sender: 'bob' });
    await legacy.client.signal(workflowId, 'vote', { ok: true }, { id: '5', sender: 'cid' });
    const { status, output } = await legacy.client.result(workflowId);
    expect({ status, output }).toMatchObject({
      status: 'SUCCESS',
      output: { signals: [{ id: '1' }, { id: '5' }], signal: { id: '5' } },
    });
    await Worker.runReplayHistory({ workflowBundle: legacy.bundle }, await historyOf(workflowId), workflowId);
  });

  it('ends as CANCELED with all its tasks, and its history replays', async () => {
    const nap = echo('nap', { action: 'test.nap', with: { ms: 60_000, key: 'legacy-nap' } });
    const tasks = [{ id: 'p', type: 'parallel', tasks: [nap, { id: 'w', type: 'wait', for: '1h' }] }, echo('never')];
    const workflowId = await legacy.start(define('cancelled', tasks));
    await until(
      async () => (await legacy.client.status(workflowId)).tasks?.WAITING === 1 && (ran.get('legacy-nap') ?? 0) > 0,
    );
    await legacy.client.cancel(workflowId);
    const { status } = await legacy.client.result(workflowId);
    expect(status).toBe('CANCELED');
    const { runId: firstRunId } = await legacy.client.status(workflowId);
    const { items } = await legacy.store.readTasks({ workflowId, firstRunId });
    expect(items.map(({ path, status: ended }) => [path, ended])).toEqual([
      ['p', 'CANCELED'],
      ['p/nap', 'CANCELED'],
      ['p/w', 'CANCELED'],
    ]);
    await Worker.runReplayHistory({ workflowBundle: legacy.bundle }, await historyOf(workflowId), workflowId);
  });

  it('fails a container whose results together are too large for a payload', async () => {
    const large = { with: '${ range(30000).map(n, "0123456789012345678901234567890") }' };
    const children = ['x', 'y', 'z'].map((id) => echo(id, large));
    const result = await legacy.run(define('large', [{ id: 'p', type: 'parallel', tasks: children }]));
    // Reported by the container, or by its last child: the first request that is too large.
    const task = expect.stringMatching(/^p(\/[xyz])?$/);
    expect(result).toMatchObject({ status: 'FAILED', error: { code: 'PAYLOAD_TOO_LARGE', task } });
  });

  it('refuses newer features of the language', async () => {
    const plan = {
      octavo: 1,
      id: 'newer',
      version: '1.0.0',
      hash: '',
      defaults: {},
      tasks: [{ ...echo('a'), compensate: echo('b') }],
    };
    const { taskQueue } = legacy;
    const workflowId = `legacy-newer-${process.pid}`;
    await legacy.client.temporal.workflow.start('legacyRun', { args: [{ plan, input: {} }], workflowId, taskQueue });
    expect(await legacy.client.result(workflowId)).toMatchObject({
      status: 'FAILED',
      error: { code: 'NOT_SUPPORTED_YET' },
    });
  });

  it('plans a definition without a plan, and refuses an invalid one', async () => {
    const { taskQueue } = legacy;
    const begin = async (definition: object): Promise<string> => {
      const workflowId = `legacy-unplanned-${crypto.randomUUID()}`;
      await legacy.client.temporal.workflow.start('legacyRun', {
        args: [{ definition, input: {} }],
        workflowId,
        taskQueue,
      });
      return workflowId;
    };
    expect(await legacy.client.result(await begin(define('unplanned', [echo('a')])))).toMatchObject({
      status: 'SUCCESS',
      output: 'a',
    });
    const bad = await legacy.client.result(await begin({ octavo: 1, id: 'bad', tasks: [] }));
    expect(bad).toMatchObject({ status: 'FAILED', error: { code: 'DEFINITION_INVALID' } });
  });
});

function stateAndResponseActivities(): readonly string[] {
  const types = ['Basic', 'Wait', 'Signal', 'Router', 'Parallel', 'Collection', 'Composite', 'Aggregate'];
  return types.flatMap((type) => [`create${type}State`, `handle${type}Response`]);
}
