import { startTestWorker, type TestWorker, until } from '../integration/support/test-worker';
import { rm } from 'node:fs/promises';
import { eventsOfRun } from '../integration/support/events-of-run';
import { writeDefinitions } from '../integration/support/write-definitions';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

// The cost of the adapter for a run, in history events.

const TEN = Array.from({ length: 10 }, (_, index) => index);
const step = (index: number): object => ({
  id: `t${index}`,
  type: 'basic',
  action: 'test.echo',
  with: index,
  execution: 'remote',
});
const sequence = { octavo: 1, id: 'ten', tasks: TEN.map(step) };

const rollout = new HandRollout('new');
let plain: TestWorker;
let both: MigrationWorker;
let definitions: string;

beforeAll(async () => {
  const tasks = [step(0), { id: 'hear', type: 'wait', signal: 'go' }];
  definitions = await writeDefinitions({ ten: sequence, hears: { octavo: 1, id: 'hears', tasks } });
  [plain, both] = await Promise.all([startTestWorker(), startMigrationWorker(rollout, { definitions })]);
});
afterAll(async () => {
  await Promise.all([plain.stop(), both.stop()]);
  await rm(definitions, { recursive: true });
});
beforeEach(() => rollout.set('new'));

/** The number of events by type. */
async function eventsOf({ client }: TestWorker, workflowId: string): Promise<Readonly<Record<string, number>>> {
  await until(() =>
    client.result(workflowId).then(
      () => true,
      () => false,
    ),
  );
  const { events } = await client.temporal.workflow.getHandle(workflowId).fetchHistory();
  const counts: Record<string, number> = {};
  for (const { eventType } of eventsOfRun(events)) counts[String(eventType)] = (counts[String(eventType)] ?? 0) + 1;
  return counts;
}

async function planned(test: TestWorker, migration?: boolean): Promise<Readonly<Record<string, number>>> {
  const { workflowId } = await test.client.start(sequence, migration === undefined ? {} : { migration });
  return await eventsOf(test, workflowId);
}

async function unplanned(test: TestWorker, more: object): Promise<Readonly<Record<string, number>>> {
  const workflowId = crypto.randomUUID();
  const options = { args: [{ definition: sequence, ...more }], workflowId, taskQueue: test.taskQueue };
  await test.client.temporal.workflow.start('octavoRun', options);
  return await eventsOf(test, workflowId);
}

const MARKER = '25';
/** The number of upserts of search attributes. */
const UPSERT = '40';
const withMarker = (events: Readonly<Record<string, number>>): object => ({
  ...events,
  [MARKER]: (events[MARKER] ?? 0) + 1,
});

describe('a run that does not take part', () => {
  it('has the same events as without the adapter, with and without a plan', async () => {
    expect(await planned(both)).toEqual(await planned(plain));
    expect(await unplanned(both, { migration: false })).toEqual(await unplanned(plain, {}));
  });

  it('requests no flags', async () => {
    rollout.contexts.length = 0;
    await planned(both);
    expect(rollout.contexts).toEqual([]);
  });
});

describe('a run that takes part', () => {
  it('needs one marker for its first flags if it starts with a plan; later flags come with results', async () => {
    expect(await planned(both, true)).toEqual(withMarker(await planned(plain)));
  });

  it('needs no event if the worker plans: the flags come with the plan', async () => {
    expect(await unplanned(both, {})).toEqual(await unplanned(plain, {}));
  });

  it('sets the search attribute for tasks on the old engine once', async () => {
    rollout.set('legacy');
    const events = await unplanned(both, {});
    expect(events[UPSERT]).toBe(1);
  });
});

describe('a child on the old engine', () => {
  beforeEach(() => rollout.set('legacy'));

  it.each([true, undefined])('has one upsert, for the engine (migration of its parent: %s)', async (migration) => {
    const child = await startChild('ten', migration);
    const events = await eventsOf(both, child);
    expect([events[UPSERT], sumOf(events)]).toEqual([1, 188]);
  });

  it.each([true, undefined])(
    'has three if it waits: for the engine, and for the start and the end of its wait (migration of its parent: %s)',
    async (migration) => {
      const child = await startChild('hears', migration);
      await waitUntilWaiting(child);
      await both.client.signal(child, 'go');
      expect((await eventsOf(both, child))[UPSERT]).toBe(3);
    },
  );

  const sumOf = (events: Readonly<Record<string, number>>): number =>
    Object.values(events).reduce((sum, count) => sum + count, 0);

  async function startChild(definition: string, migration: boolean | undefined): Promise<string> {
    const tasks = [{ id: 'call', type: 'basic', action: 'workflow.run', with: { definition } }];
    const options = migration === undefined ? {} : { migration };
    const { workflowId } = await both.client.start({ octavo: 1, id: 'calls', tasks }, options);
    return `${workflowId}/call`;
  }
});

describe('a changed flag', () => {
  const gate = { id: 'gate', type: 'wait', signal: 'go' };
  const pause = { id: 'pause', type: 'wait', for: '500ms' };
  const definition = { octavo: 1, id: 'gated', tasks: [step(0), gate, pause, step(1)] };

  it('applies to the next task of an open run, and a started task stays on its engine', async () => {
    rollout.set('legacy', 'basic');
    const workflowId = await both.start(definition);
    await waitUntilWaiting(workflowId);
    rollout.set('legacy', 'wait');
    rollout.set('new', 'basic');
    await both.client.signal(workflowId, 'go');
    const { tasks } = await both.client.result(workflowId);
    expect(Object.entries(tasks).map(([path, { engine = 'new' }]) => [path, engine])).toEqual([
      ['t0', 'legacy'],
      ['gate', 'new'],
      ['pause', 'legacy'],
      ['t1', 'new'],
    ]);
  });

  it('returns a waiting run to the old engine at once', async () => {
    const workflowId = await both.start(definition);
    await waitUntilWaiting(workflowId);
    rollout.set('legacy');
    await both.client.signal(workflowId, 'go');
    expect((await both.client.result(workflowId)).tasks['t1']).toMatchObject({ engine: 'legacy' });
  });
});

async function waitUntilWaiting(workflowId: string): Promise<void> {
  const isWaiting = async (): Promise<boolean> => (await both.client.status(workflowId)).waitingFor?.length === 1;
  // A child may not have started yet.
  await until(() => isWaiting().catch(() => false));
}

it('flags are evaluated with the definition, the workflow id and the tenant of the run', async () => {
  const workflowId = await both.start(sequence, {}, { migration: { tenant: 'acme' } });
  await both.client.result(workflowId);
  const asked = rollout.contexts.filter((context) => context.workflowId === workflowId);
  expect(asked.length).toBeGreaterThan(9);
  for (const context of asked) expect(context).toEqual({ workflowId, definition: 'ten', tenant: 'acme' });
});

it('evidence has every visit once, by engine', async () => {
  rollout.set('legacy', 'basic');
  const workflowId = await both.start({
    octavo: 1,
    id: 'mixed',
    tasks: [step(0), { id: 'all', type: 'composite', tasks: [step(1), step(2)] }],
  });
  await both.client.result(workflowId);
  const visits = rollout.evidence.filter((one) => one.workflowId === workflowId).flatMap((one) => one.visits);
  const count = (type: string, engine: string): number =>
    visits.filter((one) => one.type === type && one.engine === engine).reduce((sum, one) => sum + one.succeeded, 0);
  expect([count('basic', 'legacy'), count('composite', 'new'), count('basic', 'new')]).toEqual([3, 1, 0]);
});
