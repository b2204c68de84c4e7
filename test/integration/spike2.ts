import { NativeConnection, Worker, Runtime, DefaultLogger } from '@temporalio/worker';
import { Client } from '@temporalio/client';
import { createActivities, ActionRegistry, defineAction } from '@octavo/activities';
import { MemoryTaskStateStore } from '@octavo/state';
import { startTemporalServer } from '@octavo/temporal-server';
import { z } from 'zod';
import { bundleWorkflows } from '../../services/worker/src/workflow-bundle';
async function main() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const server = await startTemporalServer({ ui: false });
  const connection = await NativeConnection.connect({ address: server.address });
  const client = new Client({ connection });
  const store = new MemoryTaskStateStore();
  const nap = defineAction({ name: 'test.nap', input: z.any(), output: z.any(), run: async (x) => { await new Promise((r) => setTimeout(r, Math.random() * 60)); return x; } });
  const activities = createActivities({ store, registry: new ActionRegistry([nap]), client, planner: {} as any });
  const bundle = await bundleWorkflows();
  const worker = await Worker.create({ connection, taskQueue: 'octavo', workflowBundle: bundle, activities: activities as any });
  const running = worker.run();
  const retry = { maxAttempts: 3, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };
  const kids = Array.from({ length: 12 }, (_, i) => ({ id: `c${i}`, type: 'composite', tasks: Array.from({ length: 2 + (i % 4) }, (_, j) => [
     { id: `c${i}x${j}`, type: 'basic', action: 'test.nap', execution: (i * 7 + j * 3) % 4 === 0 ? 'remote' : 'local', with: j },
     ...((i + j) % 3 === 0 ? [{ id: `c${i}t${j}`, type: 'basic', action: 'transform', with: 1 }, { id: `c${i}w${j}`, type: 'wait', for: '100ms' }] : []),
     ]).flat() }));
  const plan = { octavo: 1, id: 'x', version: '1.0.0', hash: '', defaults: { task: {}, basic: { retry }, parallel: { strategy: 'wait_all', concurrency: 100 } }, tasks: [{ id: 'p', type: 'parallel', tasks: kids }] };
  for (let k = 0; k < 8; k++) {
    const h = await client.workflow.start('octavoRun', { args: [{ plan, input: { v: 1 } }], taskQueue: 'octavo', workflowId: 'r' + k });
    const r: any = await h.result();
    const history = await h.fetchHistory();
    console.log(r.status, history.events!.length, history.events!.filter((e: any) => e.eventType === 25).length);
    try { await Worker.runReplayHistory({ workflowBundle: bundle }, history, 'r' + k); console.log('replay ok'); } catch (e: any) { console.log('REPLAY', e.message.slice(0, 400)); }
  }
  worker.shutdown(); await running; await connection.close(); await server.stop();
}
main().catch((e) => { console.error(e); process.exit(1); });
