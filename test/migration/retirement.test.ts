import {
  type Blocker,
  checkRetirement,
  createFlagEvaluator,
  createMigration,
  MemoryRolloutStore,
  type Retirement,
  type RetirementOptions,
  Rollout,
  RulesProvider,
  storeRules,
  withRulesOf,
} from '@octavo/migration';
import type { Client } from '@temporalio/client';
import { createNamespace } from '../integration/support/own-namespace';
import { startTestWorker, type TestWorker, until } from '../integration/support/test-worker';

// The cases run in order, from an old engine in use to one that can be deleted, in their own namespace.

const DAY_MS = 86_400_000;
const store = new MemoryRolloutStore();
const rollout = new Rollout({ store });
const ann = { actor: 'ann', reason: 'a test' };
const definition = {
  octavo: 1,
  id: 'held',
  tasks: [
    { id: 'first', type: 'basic', action: 'test.echo', with: 1, execution: 'remote' },
    { id: 'hold', type: 'wait', signal: 'go' },
  ],
};
let temporal: Client;
let worker: TestWorker | undefined;

beforeAll(async () => {
  temporal = await createNamespace('retirement');
});
afterAll(async () => {
  await worker?.stop();
  await temporal.connection.close();
});

const check = (options: Partial<RetirementOptions> = {}): Promise<Retirement> =>
  checkRetirement({ client: temporal, store, ...options });
const daysLater = (days: number) => (): number => Date.now() + days * DAY_MS;
const kindsOf = ({ blockers }: Retirement): readonly string[] => blockers.map(({ kind }) => kind);

/** Visibility is slightly delayed: repeats the check until it is up to date. */
async function eventually(
  isSo: (found: Retirement) => boolean,
  options?: Partial<RetirementOptions>,
): Promise<Retirement> {
  let found = await check(options);
  await until(async () => isSo((found = await check(options))));
  return found;
}

async function start(workflowId: string): Promise<void> {
  const argument = { definition, input: {}, migration: true };
  const taskQueue = worker?.taskQueue ?? '';
  await temporal.workflow.start('octavoRun', { args: [argument], workflowId, taskQueue });
}

async function end(workflowId: string): Promise<void> {
  const handle = temporal.workflow.getHandle(workflowId);
  await handle.signal('octavo.signal', { name: 'go', payload: null });
  await handle.result();
}

it('reports once that the server cannot find runs on the old engine', async () => {
  await rollout.set('all', { mode: 'new' }, ann);
  const { isFree, blockers } = await check();
  expect(isFree).toBe(false);
  expect(blockers).toEqual([
    expect.objectContaining({
      kind: 'visibility',
      commands: ['temporal operator search-attribute create --name OctavoEngine --type Keyword'],
    }),
  ]);
});

it('is needed for an open run that had a task on it', async () => {
  const flags = await createFlagEvaluator({ provider: new RulesProvider(storeRules(store)) });
  const { namespace } = temporal.options;
  worker = await startTestWorker({ namespace, addition: createMigration({ flags, evidence: store, rollout }) });
  await rollout.set('all', { mode: 'shadow' }, ann);
  await start('held-1');
  const found = await eventually((one) => kindsOf(one).includes('open_runs'));
  expect(kindsOf(found).filter((kind) => kind === 'type')).toHaveLength(8);
  expect(found.blockers.find(({ kind }) => kind === 'open_runs')).toEqual<Blocker>({
    kind: 'open_runs',
    sentence: 'Open, with tasks on the old engine: 1 run.',
    workflowIds: ['held-1'],
    commands: [`temporal workflow list --query 'OctavoEngine = "legacy" AND ExecutionStatus = "Running"'`],
  });
});

it('is needed for the open run even if every type is new and it was not used for long', async () => {
  await rollout.set('all', { mode: 'new' }, ann);
  expect(await check({ now: daysLater(8) })).toMatchObject({ isFree: false, openRuns: 1 });
  expect(kindsOf(await check({ now: daysLater(8) }))).toEqual(['open_runs']);
});

it('is needed after a run that started on it within the time, even if it has ended', async () => {
  await end('held-1');
  const found = await eventually((one) => kindsOf(one).includes('started_runs'));
  expect(found.blockers.find(({ kind }) => kind === 'started_runs')).toMatchObject({
    sentence: expect.stringMatching(/^Started since 20.* and ended, with tasks on the old engine: 1 run\.$/) as unknown,
    workflowIds: ['held-1'],
  });
  expect(found.blockers.find(({ kind }) => kind === 'used')?.sentence).toMatch(/The old engine ran a basic task at 20/);
});

it('is needed for runs of its own workflow type', async () => {
  const options = { workflowId: 'old-1', taskQueue: 'nobody' };
  const old = await temporal.workflow.start('legacyRun', { ...options, args: [{}] });
  const found = await eventually((one) => kindsOf(one).includes('open_runs'), { now: daysLater(8) });
  expect(found.blockers).toMatchObject([
    { sentence: 'Open, of the workflow type legacyRun: 1 run.', workflowIds: ['old-1'] },
  ]);
  await old.terminate();
  await eventually(({ isFree }) => isFree, { now: daysLater(8) });
});

it('can be deleted if nothing needs it; open runs of the new engine are counted, because they may take part', async () => {
  await start('held-2');
  const found = await eventually(({ openRuns }) => openRuns === 1, { now: daysLater(8) });
  expect(found).toMatchObject({ isFree: true, blockers: [], unchecked: [] });
  await end('held-2');
});

it('reports that it cannot check flags of another system', async () => {
  const foreign = withRulesOf({ name: 'the flags of flags.js' }, store);
  const { isFree, unchecked } = await check({ store: foreign, now: daysLater(8) });
  expect(isFree).toBe(true);
  expect(unchecked).toEqual([expect.stringMatching(/^that every type is new for all runs: .*flags\.js/)]);
});
