import { join } from 'node:path';
import { builtInTaskTypes, type TaskTypeDefinition, workflowBundle } from '@octavo/worker';
import { z } from 'zod';
import { startTestWorker, type TestWorker } from './support/test-worker';

// A ninth type needs a definition for the planner and an orchestrator for the workflow, and no change in Octavo.

const countdown: TaskTypeDefinition = {
  type: 'countdown',
  description: 'Gives the numbers from `from` down to 1.',
  shape: () => ({ from: z.int().min(1) }),
  children: () => [],
  expressions: () => [],
  traits: () => ({ isWaiting: true, isRemote: false }),
};

let test: TestWorker;

beforeAll(async () => {
  const bundle = await workflowBundle({ workflowsPath: join(__dirname, 'support/ninth-type.workflow.ts') });
  test = await startTestWorker({ taskTypes: [...builtInTaskTypes, countdown], workflowBundle: bundle });
});

afterAll(() => test.stop());

it('runs on the real server beside the other eight', async () => {
  const result = await test.client.run({
    octavo: 1,
    id: 'launch',
    tasks: [
      { id: 'count', type: 'countdown', from: 3 },
      { id: 'go', type: 'basic', action: 'transform', with: '${ tasks.count.output.join(",") }' },
    ],
  });
  expect(result).toMatchObject({
    status: 'SUCCESS',
    output: '3,2,1',
    tasks: { count: { type: 'countdown', status: 'SUCCESS' } },
  });
});

it('is rejected when its fields are invalid', async () => {
  const definition = { octavo: 1, id: 'launch', tasks: [{ id: 'count', type: 'countdown', from: 0 }] };
  await expect(test.client.start(definition)).rejects.toMatchObject({ code: 'DEFINITION_INVALID' });
});
