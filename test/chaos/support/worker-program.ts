// Program: a worker that a test may kill. Every action that begins writes a line to a file, so that it can be counted.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineAction } from '@octavo/activities';
import { RedisTaskStateStore } from '@octavo/state';
import { createOctavoWorker } from '@octavo/worker';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { z } from 'zod';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

const mark = defineAction({
  name: 'chaos.mark',
  /** How long the first attempt takes, and those after it. */
  input: z.object({ name: z.string(), ms: z.number().default(400), laterMs: z.number().optional() }),
  output: z.string(),
  idempotent: true,
  short: true,
  run: async ({ name, ms, laterMs = ms }, { attempt, idempotencyKey, signal }) => {
    appendFileSync(required('CHAOS_LOG'), `${name} ${idempotencyKey}\n`);
    await sleep(attempt === 1 ? ms : laterMs, undefined, { signal });
    return name;
  },
});

async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const store = new RedisTaskStateStore({ url: required('CHAOS_REDIS') });
  const codePath = process.env['OCTAVO_TEST_BUNDLE'];
  const worker = await createOctavoWorker({
    connectionOptions: { address: required('CHAOS_TEMPORAL') },
    taskQueue: required('CHAOS_TASK_QUEUE'),
    store,
    actions: [mark],
    ...(codePath === undefined ? {} : { workflowBundle: { codePath } }),
  });
  process.once('SIGTERM', () => worker.shutdown());
  process.stdout.write('ready\n');
  await worker.run();
  await store.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
