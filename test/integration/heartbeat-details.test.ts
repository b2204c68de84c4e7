import { defineAction, json } from '@octavo/activities';
import type { RunResult } from '@octavo/client';
import type { ActionContext, Json } from '@octavo/orchestrators';
import { z } from 'zod';
import { startTestWorker, type TestWorker } from './support/test-worker';

// Heartbeat details that Temporal does not keep for the next attempt: those of a last attempt that a shutdown ended, and
// those of local activities. `test/chaos` tests workers that are killed.

type Attempt = (context: ActionContext) => Promise<Json> | Json;

/** The behaviour of the attempts of `test.copy`, in order, on any worker. */
let attempts: Attempt[] = [];

const copy = defineAction({
  ...{ name: 'test.copy', idempotent: true, short: true },
  input: z.unknown(),
  output: json,
  run: (_input, context) => attempts.shift()?.(context) ?? null,
});

const returns: Attempt = ({ previousHeartbeat }) => previousHeartbeat;

/** Records `details`, calls `begun`, and hangs until its worker shuts down. */
function hangsAfter(details: Json, begun: () => void): Attempt {
  return async ({ heartbeat, signal }) => {
    heartbeat(details);
    begun();
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  };
}

const limits = { shutdownGraceMs: 50 };
let test: TestWorker;
beforeEach(async () => {
  test = await startTestWorker({ actions: [copy], limits });
});
afterEach(() => test.stop());

/** Starts a run on one worker, and completes it on another. */
async function runOnTwoWorkers(tasks: readonly object[], begun: Promise<void>): Promise<RunResult> {
  const { workflowId } = await test.client.start({ octavo: 1, id: 'copy', tasks });
  await begun;
  const { taskQueue } = test;
  await test.stop();
  test = await startTestWorker({ actions: [copy], limits, taskQueue });
  return test.client.result(workflowId);
}

const once = { retry: { maxAttempts: 1 } };

it('are kept when the shutdown of a worker ends the last attempt', async () => {
  const begun = new Promise<void>((resolve) => (attempts = [hangsAfter({ done: 7 }, resolve), returns]));
  const task = { id: 'a', type: 'basic', action: 'test.copy', execution: 'remote', ...once };
  expect(await runOnTwoWorkers([task], begun)).toMatchObject({ status: 'SUCCESS', output: { done: 7 } });
});

it('fit in a request with the largest input', async () => {
  const details = 'x'.repeat(48 * 1024 - 2);
  const begun = new Promise<void>((resolve) => (attempts = [hangsAfter(details, resolve), returns]));
  const sizeBytes = (2 * 1024 - 64) * 1024 - 2;
  const fill = { id: 'big', type: 'basic', action: 'test.fill', with: { sizeBytes } };
  const task = { id: 'a', type: 'basic', action: 'test.copy', execution: 'remote', with: '${ tasks.big.output }' };
  const { output, error } = await runOnTwoWorkers([fill, { ...task, ...once }], begun);
  expect([error, output === details]).toEqual([null, true]);
});

it('of a local activity are passed to its next attempt, and to the remote activity that replaces it', async () => {
  const fails: Attempt = ({ heartbeat }) => {
    heartbeat({ done: 7 });
    throw new Error('no luck');
  };
  const silent: Attempt = () => {
    throw new Error('no luck');
  };
  const large: Attempt = () => 'x'.repeat(70 * 1024);
  const seen: Json[] = [];
  const watched = [fails, silent, large, returns].map(
    (attempt): Attempt =>
      (context) => {
        seen.push(context.previousHeartbeat);
        return attempt(context);
      },
  );
  attempts = watched;
  const retry = { maxAttempts: 4, initialInterval: '10ms' };
  const task = { id: 'a', type: 'basic', action: 'test.copy', execution: 'local', retry };
  const { status, output } = await test.client.run({ octavo: 1, id: 'local', tasks: [task] });
  expect([status, output, seen]).toEqual(['SUCCESS', { done: 7 }, [null, { done: 7 }, { done: 7 }, { done: 7 }]]);
});
