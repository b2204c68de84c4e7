import { OctavoClient } from '@octavo/client';
import { Client } from '@temporalio/client';
import { toRow } from '../report/bench-row';
import type { WorkerProcess } from '../world/worker-process';
import type { Bench, Suite } from './suite';

/** Number of idle runs; large enough to make other memory negligible. */
const RUNS = 200;

/** The memory of a worker for a waiting run. */
export const memory: Suite = {
  name: 'memory',
  title: 'heap of an idle cached run against an empty workflow that waits',
  run: async (bench) => {
    const subject = await measureOctavo(bench);
    const baseline = await measureHand(bench);
    return [toRow({ suite: 'memory', case: 'idle cached run', metric: 'memory' }, subject, baseline)];
  },
};

/** KiB. */
async function measureOctavo(bench: Bench): Promise<number> {
  const { connection, startWorker } = await bench.world();
  const worker = await startWorker('octavo', wishes);
  const client = await OctavoClient.connect({ connection, taskQueue: worker.taskQueue });
  const tasks = [
    { id: 'first', type: 'basic', action: 'transform', with: { value: '${ input.value + 1 }' } },
    { id: 'idle', type: 'wait', signal: 'go' },
  ];
  return await measureHeld(bench, worker, async () => {
    const { workflowId } = await client.start({ octavo: 1, id: 'idle', tasks }, { input: { value: 1 } });
    while (!(await isWaiting(client, workflowId))) await pause();
  });
}

/** KiB. */
async function measureHand(bench: Bench): Promise<number> {
  const { connection, startWorker } = await bench.world();
  const worker = await startWorker('hand', wishes);
  const client = new Client({ connection });
  return await measureHeld(bench, worker, async () => {
    const workflowId = `idle-${crypto.randomUUID()}`;
    const handle = await client.workflow.start('idle', { taskQueue: worker.taskQueue, workflowId, args: [] });
    await handle.query('__stack_trace');
  });
}

const wishes = { isInOneThread: true, nodeOptions: ['--expose-gc'] };
const WARM_RUNS = 20;

/** KiB of heap per additional run. */
async function measureHeld({ progress }: Bench, worker: WorkerProcess, startOne: () => Promise<void>): Promise<number> {
  for (let run = 0; run < WARM_RUNS; run += 1) await startOne();
  const before = await worker.usage();
  for (let run = 0; run < RUNS; run += 1) {
    if (run % 25 === 0) progress.tell(`memory: ${worker.taskQueue}, ${run} of ${RUNS} runs`);
    await startOne();
  }
  const after = await worker.usage();
  await worker.stop();
  return (after.heapBytes - before.heapBytes) / RUNS / 1_024;
}

/** The first workflow task ends with the state of the wait. */
async function isWaiting(client: OctavoClient, workflowId: string): Promise<boolean> {
  const { waitingFor = [] } = await client.status(workflowId);
  return waitingFor.length > 0;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
