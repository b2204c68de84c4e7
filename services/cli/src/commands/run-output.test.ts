import type { RunResult } from '@octavo/client';
import { toRunOutput } from './run-output';

const result: RunResult = { workflowId: 'w', runId: 'r', status: 'SUCCESS', output: 7, error: null, tasks: {} };

it('shows the result of a run without statistics if they cannot be read', async () => {
  const stats = async (): Promise<never> => {
    throw new Error('RESOURCE_EXHAUSTED');
  };
  expect(await toRunOutput(result, { stats })).toEqual({ ...result, stats: null });
});
