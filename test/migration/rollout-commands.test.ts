import { FileRolloutStore } from '@octavo/migration';
import { findFreePort } from '@octavo/temporal-server';
import type { Client } from '@temporalio/client';
import { type CliWorker, startCliWorker } from '../cli/support/cli-worker';
import { definitionOf, TestFolder } from '../cli/support/definitions';
import { invoke, type Invocation, jsonOf } from '../cli/support/invoke';
import { familiesOf, readExposition } from '../integration/support/exposition';
import { asShown, readMetricTable } from '../integration/support/metric-table';
import { createNamespace } from '../integration/support/own-namespace';
import { until } from '../integration/support/test-worker';

// A complete rollout with the command line, until the old engine can be deleted. The workflow ids of promotions are fixed, so
// the test has its own namespace.

const folder = new TestFolder();
const store = new FileRolloutStore({ folder: `${folder.path}/rollout` });
const definition = definitionOf(
  'shop',
  '{ id: choose, type: router, routes: [{ when: true, task: { id: price, type: basic, action: transform, with: 1 } }] }',
);
let temporal: Client;
let worker: CliWorker;
let metricsUrl: string;

beforeAll(async () => {
  temporal = await createNamespace('rollout-cli');
  const metrics = `127.0.0.1:${await findFreePort()}`;
  metricsUrl = `http://${metrics}/metrics`;
  worker = await startCliWorker({
    TEMPORAL_NAMESPACE: temporal.options.namespace,
    OCTAVO_MIGRATION_STORE: `${folder.path}/rollout`,
    OCTAVO_METRICS: metrics,
    OCTAVO_ACTOR: 'ann',
  });
  folder.write('shop.yaml', definition);
});
afterAll(async () => {
  expect((await worker.stop()).stderr).toContain(`both engines, by the rules in ${folder.path}/rollout`);
  await store.close();
  await temporal.connection.close();
  folder.remove();
});

const octavo = (...args: readonly string[]) => invoke(args, { env: worker.env, cwd: folder.path });
const rollout = (...args: readonly string[]) => octavo('rollout', ...args);

async function run(...args: readonly string[]): Promise<void> {
  expect(await octavo('run', 'shop.yaml', '--json', ...args)).toMatchObject({ code: 0 });
}

/** Changes the rules, and waits until the worker has them. */
async function rule(...args: readonly string[]): Promise<void> {
  const { revision } = jsonOf(await rollout(...args, '--json')) as { revision: number };
  await untilMetric(`octavo_rollout_revision ${revision}\n`);
}

async function untilMetric(pattern: string): Promise<void> {
  await until(async () => new RegExp(pattern).test(await (await fetch(metricsUrl)).text()));
}

/** Runs a command, and presses Ctrl-C when the audit shows `sign`. */
async function interruptAt(sign: RegExp, args: readonly string[]): Promise<Invocation> {
  let ended: Promise<Invocation> | undefined;
  const interrupt = await new Promise<() => void>((resolve) => {
    ended = invoke(args, { env: worker.env, cwd: folder.path, onInterruptible: resolve });
  });
  await until(async () => sign.test((await rollout('audit')).stdout));
  interrupt();
  return (await ended) as Invocation;
}

it('runs use the old engine at first, also those that octavo starts; --no-migration excludes a run', async () => {
  await run('--workflow-id', 'shop-1');
  await run('--workflow-id', 'shop-2', '--no-migration');
  expect(jsonOf(await rollout('report', '--json'))).toMatchObject({
    parts: [
      { definition: 'shop', type: 'basic', compared: 0, engines: { legacy: { visits: 1 }, new: { visits: 0 } } },
      { definition: 'shop', type: 'router', engines: { legacy: { visits: 1 }, new: { visits: 0 } } },
    ],
  });
  expect(jsonOf(await octavo('tasks', 'shop-1', '--json'))).toMatchObject({ choose: { status: 'SUCCESS' } });
});

it('a changed rule reaches the next run of the worker, and its metrics', async () => {
  await rule('set', 'router', 'new');
  await run();
  await untilMetric('octavo_rollout_percent\\{type="router"\\} 100\n');
  await untilMetric('octavo_task_visits\\{[^}]*engine="new"[^}]*type="router"[^}]*\\} 2\n');
  await rule('set', 'router', 'shadow');
  await run();
  expect((await rollout('report', '--type', 'router')).stdout).toMatch(/\nshop +router +1 +1 +100 % +2 visits,/);
});

it('--tenant selects overrides of tenants', async () => {
  await rule('set', 'all', 'new', '--tenant', 'acme');
  await run('--tenant', 'acme');
  expect(jsonOf(await rollout('report', '--type', 'router', '--json'))).toMatchObject({
    parts: [{ engines: { legacy: { visits: 2 }, new: { visits: 2 } } }],
  });
  await rollout('unset', 'all', '--tenant', 'acme');
  expect(await octavo('run', 'shop.yaml', '--tenant', 'acme', '--no-migration')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^USAGE_INVALID: --tenant/),
  });
});

it('a promotion continues when the command exits, and stays at its stage when it is cancelled', async () => {
  const left = await interruptAt(/wait: shadow/, ['rollout', 'promote', 'wait', '--every', '1s', '--reason', 'go']);
  expect(left).toMatchObject({
    code: 130,
    stderr: expect.stringMatching(/workflow octavo-rollout-wait at [^]*The promotion continues: /),
  });
  const again = await rollout('promote', 'wait', '--detach', '--json');
  expect(jsonOf(again)).toEqual({ type: 'wait', workflowId: 'octavo-rollout-wait', isNew: false });
  expect(again.stderr).toContain('already runs in');
  expect(await rollout('promote', 'wait', '--cancel')).toMatchObject({
    code: 0,
    stderr: 'Requested the cancellation of the promotion; wait stays at its stage.\n',
  });
  await until(async () => (await rollout('promote', 'wait', '--cancel')).code === 1);
  expect((await rollout('status')).stdout).toMatch(/\nwait +shadow +shadow /);
});

it('a complete promotion ends with 0, and the worker has counted its steps', async () => {
  await rollout('plan', '--stages', '100', '--gate', 'parity.minimum=1');
  const ended = await rollout('promote', 'router', '--every', '100ms', '--json');
  expect(ended.code).toBe(0);
  expect(jsonOf(ended)).toMatchObject({ type: 'router', isNew: true, status: 'COMPLETED', steps: [{}, {}] });
  expect(ended.stderr).toMatch(/ advance +new: parity: 1 of 1 [^]* complete +every run uses the new engine\n/);
  await untilMetric('octavo_rollout_changes\\{[^}]*kind="advance"[^}]*\\} 2\n');
});

it('a promotion with a failed gate rolls back by itself, and ends with 1', async () => {
  await rollout('set', 'basic', 'shadow');
  const difference = { type: 'basic', path: 'a', field: 'output', at: '', legacy: 1, new: 2 } as const;
  const who = { id: 'b1', definition: 'shop', workflowId: 'w', runId: 'r' };
  await store.record({ ...who, visits: [], comparisons: [], differences: [difference] });
  const ended = await rollout('promote', 'basic');
  expect(ended.code).toBe(1);
  expect(ended.stdout).toMatch(/ roll back +parity: 0 of 1 [^]*Rolled back: every run uses the old engine for basic/);
  expect((await rollout('status')).stdout).toMatch(/\nbasic +stopped /);
});

it('the worker has the metrics of the guide', async () => {
  const shown = readExposition(await (await fetch(metricsUrl)).text());
  const documented = asShown(readMetricTable('docs/migration.md'));
  expect(familiesOf(shown, /^octavo_(rollout|promotion)_/)).toEqual(documented);
});

it('retire ends with 1 and the reasons to keep the old engine, or with 0 and what can be deleted', async () => {
  const kept = await rollout('retire');
  expect(kept.code).toBe(1);
  expect(kept.stdout).toMatch(/^The old engine is still needed:\n✗ basic is stopped/);
  expect(kept.stdout).toMatch(/ {4}\$ octavo rollout set basic shadow\n/);
  expect(kept.stdout).toMatch(/✗ The old engine ran a router task at 20/);
  await rollout('set', 'all', 'new');
  await until(async () => (await rollout('retire', '--for', '1ms')).code === 0);
  const free = await rollout('retire', '--for', '1ms');
  expect(free.stdout).toMatch(/^The old engine can be deleted\.\n\nNo run is open\.\nDelete in this order:\n1\. /);
  expect(free.stdout).toContain('     services/migration/legacy\n');
  expect(jsonOf(await rollout('retire', '--for', '1ms', '--json'))).toMatchObject({ isFree: true, blockers: [] });
});
