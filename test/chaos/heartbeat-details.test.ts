import { ProgressRuns } from './support/progress-runs';

let runs: ProgressRuns;
beforeAll(async () => {
  runs = await ProgressRuns.open(`heartbeat-details-${process.pid}`);
});
afterAll(() => runs.close());

// heartbeat-details.long.test.ts has the other ways in which an attempt loses its worker.
it('gives an attempt the latest heartbeat details of the previous attempt, whose worker was killed', async () => {
  const script = [{ tell: { done: 7 }, then: 'hang' }, { then: 'return' }] as const;
  const fields = { heartbeatTimeout: '5s', retry: { maxAttempts: 2, initialInterval: '1s' } };
  const workflowId = await runs.start('copy', script, fields);
  await runs.replaceWorker('kill', 'copy', workflowId, 1, { done: 7 });
  expect(await runs.result(workflowId)).toMatchObject({ status: 'SUCCESS', output: { done: 7 } });
});
