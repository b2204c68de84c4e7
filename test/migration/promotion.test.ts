import { Client, Connection, WorkflowFailedError } from '@temporalio/client';
import {
  createFlagEvaluator,
  createMigration,
  type EngineMode,
  type Evidence,
  MemoryRolloutStore,
  PROMOTION_QUERY,
  type PromotionRequest,
  type PromotionState,
  promotionWorkflowId,
  Rollout,
  RulesProvider,
  storeRules,
} from '@octavo/migration';
import { startTestWorker, type TestWorker, testServerAddress, until } from '../integration/support/test-worker';

// A promotion is a workflow: it advances for days and rolls back without people.

const store = new MemoryRolloutStore();
const rollout = new Rollout({ store });
const ann = { actor: 'ann', reason: 'first rollout' };
let worker: TestWorker;
let temporal: Client;

beforeAll(async () => {
  const flags = await createFlagEvaluator({ provider: new RulesProvider(storeRules(store)) });
  worker = await startTestWorker({ addition: createMigration({ flags, evidence: store, rollout }) });
  temporal = new Client({ connection: await Connection.connect({ address: testServerAddress() }) });
  const limits = { window: '1h', minimum: 3 };
  await rollout.setPlan({ stages: [10, 100], gates: { parity: limits, errorRate: limits, latency: limits } }, ann);
});
afterAll(async () => {
  await temporal.connection.close();
  await worker.stop();
});

/** Starts the promotion of a type in shadow mode, without pauses between steps. */
async function promote(type: string): Promise<string> {
  await rollout.set(type, { mode: 'shadow' }, ann);
  const workflowId = `${promotionWorkflowId(type)}-${process.pid}`;
  const request: PromotionRequest = { type, everyMs: 1, ...ann };
  await temporal.workflow.start('octavoRollout', { args: [request], workflowId, taskQueue: worker.taskQueue });
  return workflowId;
}

let batches = 0;

async function tell(
  type: string,
  engine: 'legacy' | 'new',
  more: Partial<Evidence['visits'][number]> = {},
): Promise<void> {
  batches += 1;
  const visit = { type, engine, succeeded: 5, failed: 0, latencies: { 5: 5 }, ...more };
  const comparisons = engine === 'legacy' ? [{ type, equal: 5 }] : [];
  await store.record({
    ...{ id: `b${batches}`, definition: 'd', workflowId: 'w', runId: 'r' },
    visits: [visit],
    comparisons,
    differences: [],
  });
}

async function stateOf(workflowId: string): Promise<PromotionState> {
  return await temporal.workflow.getHandle(workflowId).query<PromotionState>(PROMOTION_QUERY);
}

async function shareOf(type: string): Promise<{ readonly mode?: EngineMode; readonly percent?: number }> {
  return (await store.readRules()).types[type] ?? {};
}

it('advances with new evidence, and ends when all runs use the new engine', async () => {
  const workflowId = await promote('router');
  await until(async () => (await stateOf(workflowId)).steps.at(-1)?.action === 'hold');
  await tell('router', 'legacy');
  await until(async () => (await shareOf('router')).percent === 10);
  await tell('router', 'legacy');
  await tell('router', 'new');
  await until(async () => (await shareOf('router')).percent === 100);
  await tell('router', 'new');
  const end = (await temporal.workflow.getHandle(workflowId).result()) as PromotionState;
  expect(end).toMatchObject({ type: 'router', status: 'COMPLETED' });
  expect(end.steps.filter(({ action }) => action === 'advance')).toHaveLength(2);
  expect(await shareOf('router')).toMatchObject({ mode: 'new', percent: 100 });
});

it('rolls back with a reason when a gate fails', async () => {
  const workflowId = await promote('wait');
  await tell('wait', 'legacy');
  await until(async () => (await shareOf('wait')).percent === 10);
  await tell('wait', 'new', { succeeded: 0, failed: 5 });
  const end = (await temporal.workflow.getHandle(workflowId).result()) as PromotionState;
  expect(end).toMatchObject({ status: 'ROLLED_BACK' });
  expect((await store.readRules()).types['wait']).toMatchObject({ stopped: { reason: expect.any(String) } });
  const [latest] = await rollout.audit();
  expect(latest).toMatchObject({
    actor: 'ann',
    kind: 'roll_back',
    types: ['wait'],
    reason: expect.stringContaining('first rollout'),
  });
});

it('keeps the stage of the type when it is cancelled', async () => {
  const workflowId = await promote('signal');
  await tell('signal', 'legacy');
  await until(async () => (await shareOf('signal')).percent === 10);
  await temporal.workflow.getHandle(workflowId).cancel();
  await expect(temporal.workflow.getHandle(workflowId).result()).rejects.toBeInstanceOf(WorkflowFailedError);
  expect(await shareOf('signal')).toMatchObject({ mode: 'new', percent: 10 });
});
