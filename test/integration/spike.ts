import { NativeConnection, Worker, Runtime, DefaultLogger } from '@temporalio/worker';
import { Client } from '@temporalio/client';
import { createActivities, ActionRegistry, defineAction } from '@octavo/activities';
import { MemoryTaskStateStore } from '@octavo/state';
import { startTemporalServer } from '@octavo/temporal-server';
import { z } from 'zod';
import { bundleWorkflows } from '../../services/worker/src/workflow-bundle';
async function main() {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const server = await startTemporalServer({ ui: false, searchAttributes: { OctavoDefinition: 'Keyword', OctavoVersion: 'Keyword', OctavoWaitingFor: 'KeywordList' } });
  const connection = await NativeConnection.connect({ address: server.address });
  const client = new Client({ connection });
  const store = new MemoryTaskStateStore();
  const echo = defineAction({ name: 'test.echo', input: z.any(), output: z.any(), run: async (x) => x });
  const activities = createActivities({ store, registry: new ActionRegistry([echo]), client, planner: { plan: () => ({ problems: [] }), checkInput: (_p: any, input: any) => ({ input }) } as any });
  const bundle = await bundleWorkflows();
  const worker = await Worker.create({ connection, taskQueue: 'octavo', workflowBundle: bundle, activities: activities as any });
  const running = worker.run();
  const retry = { maxAttempts: 3, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };
  const plan = { octavo: 1, id: 'x', version: '1.0.0', hash: '', defaults: { task: {}, basic: { retry }, wait: { count: 1, distinctBy: '${ signal.sender }', onInvalid: 'ignore', onTimeout: 'fail' }, parallel: { strategy: 'wait_all', concurrency: 100 } }, vars: { n: 0 },
    tasks: [
      { id: 'a', type: 'basic', action: 'test.echo', with: { v: '${input.v + 1}' } },
      { id: 'b', type: 'basic', action: 'transform', with: '${tasks.a.output.v * 2}' },
      { id: 'w', type: 'wait', signal: 'go' },
      { id: 'p', type: 'parallel', tasks: [{ id: 'p1', type: 'basic', action: 'test.echo', with: 1 }, { id: 'p2', type: 'basic', action: 'test.echo', execution: 'local', with: 2 }] },
    ] };
  const t = Date.now();
  const h = await client.workflow.start('octavoRun', { args: [{ plan, input: { v: 1 } }], taskQueue: 'octavo', workflowId: 'r1' });
  await new Promise((r) => setTimeout(r, 500));
  console.log(await h.query('octavo.status'));
  console.log(((await h.query('__temporal_workflow_metadata')) as any).currentDetails);
  await h.signal('go', { hello: 1 });
  console.log(JSON.stringify(await h.result(), null, 1), Date.now() - t);
  const { events } = await h.fetchHistory();
  console.log(events!.map((e) => e.eventType).join(' '));
  console.log((await store.readTasks({ workflowId: 'r1', firstRunId: h.firstExecutionRunId })).items.map((s) => `${s.path} ${s.status}`), await store.listRuns());
  console.log(((await h.query('__temporal_workflow_metadata')) as any).currentDetails);
  for (const bad of [undefined, 5, { plan: 1 }, { plan: { ...plan, tasks: [{ id: 'z' }] }, input: 1 }, {plan: {...plan, tasks: [{id:'a',type:'nope'}]}}, { definition: 'x' }]) {
    const hb = await client.workflow.start('octavoRun', { args: [bad], taskQueue: 'octavo', workflowId: 'bad' });
    await hb.result().then((r) => console.log('??', r), (e) => console.log('bad', e.cause?.type, e.cause?.message));
  }
  worker.shutdown(); await running; await connection.close(); await server.stop();
}
main().catch((e) => { console.error(e); process.exit(1); });
