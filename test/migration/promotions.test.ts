import { OctavoClient } from '@octavo/client';
import { OctavoRollout } from '@octavo/client/rollout';
import {
  createFlagEvaluator,
  createMigration,
  MemoryRolloutStore,
  Promotions,
  type PromotionStepTold,
  Rollout,
  RulesProvider,
  storeRules,
} from '@octavo/migration';
import type { Client } from '@temporalio/client';
import { createNamespace } from '../integration/support/own-namespace';
import { startTestWorker, type TestWorker, until } from '../integration/support/test-worker';

// A program starts, follows and cancels promotions. Their workflow ids are fixed, so the test has its own namespace.

const store = new MemoryRolloutStore();
const rollout = new Rollout({ store });
const ann = { actor: 'ann', reason: 'first rollout' };
let temporal: Client;
let worker: TestWorker;
let promotions: Promotions;

beforeAll(async () => {
  temporal = await createNamespace('promotions');
  const flags = await createFlagEvaluator({ provider: new RulesProvider(storeRules(store)) });
  const addition = createMigration({ flags, evidence: store, rollout });
  worker = await startTestWorker({ namespace: temporal.options.namespace, addition });
  promotions = new Promotions({ client: temporal, taskQueue: worker.taskQueue });
});
afterAll(async () => {
  await worker.stop();
  await temporal.connection.close();
});

/** The reported steps, and their actions. */
class Told {
  readonly steps: PromotionStepTold[] = [];
  readonly onStep = (step: PromotionStepTold): void => void this.steps.push(step);

  get actions(): readonly string[] {
    return this.steps.map(({ action }) => action);
  }
}

const request = { ...ann, everyMs: 50 };

it('starts once for a type, and reports each step once until it is cancelled', async () => {
  expect(await promotions.start({ ...request, type: 'basic' })).toEqual({
    ...{ type: 'basic', workflowId: 'octavo-rollout-basic', isNew: true },
  });
  expect(await promotions.start({ ...request, type: 'basic' })).toMatchObject({ isNew: false });
  const reported = new Told();
  const following = promotions.follow('basic', { onStep: reported.onStep, everyMs: 10 });
  await until(() => reported.actions.includes('hold'));
  expect(await promotions.cancel('basic')).toBe(true);
  expect(await following).toEqual({ type: 'basic', status: 'CANCELED', steps: [] });
  expect(reported.actions).toEqual(['advance', 'hold']);
  expect((await rollout.status()).types[0]).toMatchObject({ stage: 'shadow' });
});

it('ends when a gate fails, after all steps were reported', async () => {
  await rollout.set('wait', { mode: 'shadow' }, ann);
  await rollout.setPlan({ gates: { parity: { minimum: 1 } } }, ann);
  await promotions.start({ ...request, type: 'wait' });
  const reported = new Told();
  const following = promotions.follow('wait', { onStep: reported.onStep, everyMs: 10 });
  await until(() => reported.actions.includes('hold'));
  const difference = { type: 'wait', path: 'hold', field: 'output', at: '/x', legacy: 1, new: 2 } as const;
  const who = { id: 'b1', definition: 'd', workflowId: 'w', runId: 'r' };
  await store.record({ ...who, visits: [], comparisons: [], differences: [difference] });
  expect(await following).toMatchObject({ status: 'ROLLED_BACK' });
  expect(reported.actions).toEqual(['hold', 'roll_back']);
});

it('continues after `follow` was stopped', async () => {
  await promotions.start({ ...request, type: 'router' });
  const enough = new AbortController();
  const reported = new Told();
  const following = promotions.follow('router', { onStep: reported.onStep, everyMs: 10, signal: enough.signal });
  await until(() => reported.steps.length > 0);
  enough.abort();
  expect(await following).toBeUndefined();
  expect(await promotions.cancel('router')).toBe(true);
});

it('cannot be cancelled before its start or after its end', async () => {
  expect(await promotions.cancel('signal')).toBe(false);
  expect(await promotions.follow('signal', { onStep: () => undefined })).toBeUndefined();
  expect(await promotions.cancel('wait')).toBe(false);
});

it('can be started by the client, which also checks whether the old engine is still needed', async () => {
  const { connection } = temporal;
  const { namespace } = temporal.options;
  const client = await OctavoClient.connect({ connection, namespace, taskQueue: worker.taskQueue });
  const changes: string[] = [];
  const led = new OctavoRollout({ client, store, onChange: ({ change }) => void changes.push(change) });
  await led.set('composite', { mode: 'new' }, ann);
  expect(await led.promote('composite', { actor: 'ann' })).toMatchObject({ isNew: true });
  expect(await led.promotions.follow('composite', { onStep: () => undefined })).toMatchObject({ status: 'COMPLETED' });
  expect(changes).toEqual(['composite: new']);
  const { isFree, blockers } = await led.retire({ forMs: 1 });
  expect(isFree).toBe(false);
  expect(blockers.map(({ sentence }) => sentence)).not.toContainEqual(expect.stringContaining('composite'));
  await client.close();
});

it('is refused for an unknown type', async () => {
  const refused = { code: 'ROLLOUT_CHANGE_INVALID', message: expect.stringContaining('nearest is "basic"') as unknown };
  await expect(promotions.start({ ...request, type: 'basik' })).rejects.toMatchObject(refused);
  await expect(promotions.cancel('basik')).rejects.toMatchObject(refused);
});
