// Program: a worker that a test can kill. Each attempt of an action writes a line to a file, so that tests can count them.
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineAction, json } from '@octavo/activities';
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
  /** `ms`: the duration of the first attempt; `laterMs`: that of later ones. */
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

/** Behaves as the script says for each attempt, and logs the heartbeat details of the previous attempt. */
const progress = defineAction({
  name: 'chaos.progress',
  input: z.object({ name: z.string(), script: z.array(z.object({ tell: json.optional(), then: z.string() })) }),
  output: json,
  run: async ({ name, script }, { previousHeartbeat, heartbeat, signal }) => {
    const attempts = readFileSync(required('CHAOS_LOG'), 'utf8').split('\n');
    const step = script[attempts.filter((line) => line.startsWith(`${name} `)).length];
    appendFileSync(required('CHAOS_LOG'), `${name} ${JSON.stringify(previousHeartbeat)}\n`);
    if (step?.tell !== undefined) heartbeat(step.tell);
    if (step?.then === 'fail') throw new Error('failure of the script');
    if (step?.then === 'hang') await sleep(600_000, undefined, { signal });
    return previousHeartbeat;
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
    actions: [mark, progress],
    limits: { shutdownGraceMs: 200 },
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
