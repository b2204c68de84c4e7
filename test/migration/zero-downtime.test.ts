import { createFlagEvaluator, RedisRolloutStore, RulesProvider, storeRules, type TypeRule } from '@octavo/migration';
import { createMigration, migrationWorkflowsPath } from '@octavo/migration';
import { RedisTaskStateStore } from '@octavo/state';
import { Client, Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { OwnRedis } from '../integration/support/own-redis';
import { startTestWorker, type TestWorker, testServerAddress, until } from '../integration/support/test-worker';
import { testBundle } from '../setup/test-bundles';
import { everyType, expectedOutput, STATES } from './support/every-type';

// Runs keep coming while a rollout goes from legacy to new and back, workers restart and Redis is away for a moment.

const RUNS = 300;
const AT_ONCE = 12;
const TYPES = ['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate'];
jest.setTimeout(600_000);

const taskQueue = `zero-downtime-${process.pid}`;

let redis: OwnRedis;
let states: RedisTaskStateStore;
let rollout: RedisRolloutStore;
let temporal: Client;

beforeAll(async () => {
  redis = await OwnRedis.create();
  await redis.start();
  states = new RedisTaskStateStore({ url: redis.url });
  rollout = new RedisRolloutStore({ url: redis.url });
  temporal = new Client({ connection: await Connection.connect({ address: testServerAddress() }) });
});
afterAll(async () => {
  await temporal.connection.close();
  await states.close();
  await rollout.close();
  await redis.remove();
});

/** A worker as an operator starts one: flags by OpenFeature, rules and evidence in Redis. */
async function startWorker(): Promise<TestWorker> {
  const flags = await createFlagEvaluator({ provider: new RulesProvider(storeRules(rollout)) });
  const test = await startTestWorker({
    taskQueue,
    store: states,
    addition: createMigration({ flags, evidence: rollout }),
  });
  return {
    ...test,
    stop: async () => {
      await test.stop();
      flags.close();
    },
  };
}

async function setAll(share: TypeRule): Promise<void> {
  const before = await rollout.readRules();
  const rules = {
    ...before,
    revision: before.revision + 1,
    types: Object.fromEntries(TYPES.map((type) => [type, share])),
  };
  const entry = {
    revision: rules.revision,
    at: new Date().toISOString(),
    actor: 'test',
    kind: 'set',
    types: TYPES,
    change: 'all',
    reason: 'test',
    before: null,
    after: null,
  } as const;
  expect(await rollout.commit({ rules, entry })).toBe('committed');
}

const share = (mode: TypeRule['mode'], percent = 100, otherwise: TypeRule['otherwise'] = 'legacy'): TypeRule => ({
  mode,
  percent,
  otherwise,
});

it('loses no run, fails none, and every history replays', async () => {
  await setAll(share('legacy'));
  let [first, second] = await Promise.all([startWorker(), startWorker()]);
  const ended: number[] = [];
  const waiting: (() => void)[] = [];
  const nextEnd = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const restartFirst = async (): Promise<void> => {
    await first.stop();
    first = await startWorker();
  };
  /** What happens while runs come; by how many have ended. */
  const stages: readonly (readonly [after: number, event: () => Promise<void>])[] = [
    [20, () => setAll(share('shadow'))],
    [60, () => setAll(share('new', 1, 'shadow'))],
    [80, restartFirst],
    [100, () => setAll(share('new', 25, 'shadow'))],
    [
      130,
      async () => {
        await redis.stop();
        await new Promise((done) => setTimeout(done, 1_500));
        await redis.start();
      },
    ],
    [160, () => setAll(share('new', 50))],
    [
      190,
      async () => {
        await second.stop();
        second = await startWorker();
      },
    ],
    [220, () => setAll(share('new'))],
    [260, () => setAll(share('legacy'))],
    [290, () => setAll(share('new'))],
  ];
  const handles: string[] = [];
  async function keepComing(): Promise<void> {
    for (let n = handles.length; n < RUNS; n = handles.length) {
      const workflowId = `zero-${process.pid}-${n}`;
      handles.push(workflowId);
      await temporal.workflow.start('octavoRun', {
        args: [{ definition: everyType, input: { n } }],
        workflowId,
        taskQueue,
      });
      const result = (await temporal.workflow.getHandle(workflowId).result()) as { output: unknown };
      expect(result.output).toEqual(expectedOutput(n));
      ended.push(n);
      for (const tell of waiting.splice(0)) tell();
    }
  }
  async function keepChanging(): Promise<void> {
    for (const [after, event] of stages) {
      while (ended.length < after) await nextEnd();
      await event();
    }
  }
  await Promise.all([keepChanging(), ...Array.from({ length: AT_ONCE }, keepComing)]);
  expect(ended).toHaveLength(RUNS);
  await expectGoodHistories(handles);
  await expectCompleteProjection(handles);
  await expectFullEvidence();
  await Promise.all([first.stop(), second.stop()]);

  async function expectGoodHistories(workflowIds: readonly string[]): Promise<void> {
    const failed: string[] = [];
    const engines = new Set<string>();
    for (const workflowId of workflowIds) {
      const history = await temporal.workflow.getHandle(workflowId).fetchHistory();
      for (const { workflowTaskFailedEventAttributes: failure } of history.events ?? []) {
        if (failure != null) failed.push(`${workflowId}: ${failure.failure?.message ?? String(failure.cause)}`);
      }
      const types = new Set(
        history.events?.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? ''),
      );
      engines.add(types.has('createBasicState') ? (types.size > 6 ? 'legacy' : 'mixed') : 'new');
      await Worker.runReplayHistory({ workflowBundle: testBundle(migrationWorkflowsPath) }, history, workflowId);
    }
    expect(failed).toEqual([]);
    expect([...engines].sort()).toEqual(expect.arrayContaining(['legacy', 'new']));
  }

  /** The old engine's states and the new one's are read alike. */
  async function expectCompleteProjection(workflowIds: readonly string[]): Promise<void> {
    for (const workflowId of workflowIds) {
      const { runId } = await temporal.workflow.getHandle(workflowId).describe();
      await until(async () => {
        const { items } = await states.readTasks({ workflowId, firstRunId: runId }, { limit: 100 });
        return items.length === STATES && items.every(({ endedAt }) => endedAt !== null);
      });
    }
  }

  async function expectFullEvidence(): Promise<void> {
    const totals = await rollout.readTotals({ fromMs: 0 });
    expect(totals).not.toEqual([]);
    expect(await rollout.readDifferences({ fromMs: 0 })).toEqual([]);
  }
});
