import { setTimeout as sleep } from 'node:timers/promises';
import { defineAction } from '@octavo/activities';
import { z } from 'zod';
import { startTestWorker, type TestWorker } from '../integration/support/test-worker';
import { lengths } from '../setup/lengths';
import { testBundle } from '../setup/test-bundles';
import { recordedRuns } from './recorded-runs';
import { type NamedHistory, replayAll } from './replay-all';

// Local activities end in any order, and on replay their results arrive together. The run must replay in every case.

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

beforeAll(async () => {
  test = await startTestWorker({ actions: [jitter], without: ['test.quick'] });
});

afterAll(() => test.stop());

it('replays each new run', async () => {
  const histories: NamedHistory[] = [];
  for (let time = 0; time < lengths.tangles; time += 1) {
    const { workflowId } = await test.client.start(recordedRuns['tangle']?.definition ?? {});
    expect((await test.client.result(workflowId)).status).toBe('SUCCESS');
    histories.push({ workflowId, history: await test.client.temporal.workflow.getHandle(workflowId).fetchHistory() });
  }
  expect(await replayAll(testBundle(), histories)).toEqual([]);
});
