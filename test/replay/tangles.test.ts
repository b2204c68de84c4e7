import { setTimeout as sleep } from 'node:timers/promises';
import { defineAction } from '@octavo/activities';
import { Worker } from '@temporalio/worker';
import { z } from 'zod';
import { startTestWorker, type TestWorker } from '../integration/support/test-worker';
import { testBundle } from '../setup/test-bundles';
import { recordedRuns } from './recorded-runs';

// Local activities end in any order, and on replay Temporal tells them at once. However they end, the run replays.

const jitter = defineAction({
  name: 'test.quick',
  input: z.unknown(),
  output: z.unknown(),
  idempotent: true,
  short: true,
  run: async (input) => {
    await sleep(Math.random() * 40);
    return input;
  },
});

let test: TestWorker;
const bundle = testBundle();

beforeAll(async () => {
  test = await startTestWorker({ actions: [jitter], without: ['test.quick'] });
});

afterAll(() => test.stop());

it.each([1, 2, 3, 4, 5, 6])('replays what it has just run, time %i', async () => {
  const { workflowId } = await test.client.start(recordedRuns['tangle']?.definition ?? {});
  expect((await test.client.result(workflowId)).status).toBe('SUCCESS');
  const history = await test.client.temporal.workflow.getHandle(workflowId).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId);
});
