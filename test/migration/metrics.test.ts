import { countChanges, MemoryRolloutStore, Rollout } from '@octavo/migration';
import { findFreePort } from '@octavo/temporal-server';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { until } from '../integration/support/test-worker';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

let worker: MigrationWorker;
let url: string;
const flags = new HandRollout('legacy');

beforeAll(async () => {
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}/metrics`;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { metrics: { prometheus: { bindAddress: `127.0.0.1:${port}` } } },
  });
  worker = await startMigrationWorker(flags);
});
afterAll(() => worker.stop());

async function metrics(): Promise<string> {
  return await (await fetch(url)).text();
}

it('show the engine of tasks', async () => {
  flags.set('new', 'router');
  const inline = { id: 'a', type: 'basic', action: 'transform', with: 1 };
  await worker.run({
    octavo: 1,
    id: 'm',
    tasks: [{ id: 'r', type: 'router', routes: [{ when: true, task: inline }] }],
  });
  await until(async () => (await metrics()).includes('octavo_task_visits'));
  const text = await metrics();
  expect(text).toMatch(/octavo_task_visits\{[^}]*engine="legacy"[^}]*type="basic"[^}]*\} 1/);
  expect(text).toMatch(/octavo_task_visits\{[^}]*engine="new"[^}]*type="router"[^}]*\} 1/);
});

it('show every change of the rollout, and the share of each type', async () => {
  const onChange = countChanges(Runtime.instance().metricMeter);
  const rollout = new Rollout({ store: new MemoryRolloutStore(), onChange });
  const ann = { actor: 'ann', reason: 'test' };
  await rollout.set('wait', { mode: 'new', percent: 25 }, ann);
  await until(async () => (await metrics()).includes('octavo_rollout_percent'));
  expect(await metrics()).toMatch(/octavo_rollout_percent\{[^}]*type="wait"[^}]*\} 25/);
  await rollout.rollback('wait', ann);
  await until(async () => /octavo_rollout_percent\{[^}]*type="wait"[^}]*\} 0/.test(await metrics()));
  expect(await metrics()).toMatch(/octavo_rollout_changes\{[^}]*kind="roll_back"[^}]*\} 1/);
});
