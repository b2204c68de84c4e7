import { ActionError, defineAction, z } from '@octavo/activities';
import { findFreePort } from '@octavo/temporal-server';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { metricCatalogue } from '../../services/worker/src/metrics/bounded-metric';
import { familiesOf, readExposition, type Sample } from './support/exposition';
import { asShown, readMetricTable } from './support/metric-table';
import { startTestWorker, type TestWorker } from './support/test-worker';

let url: string;
let test: TestWorker;

const flaky = defineAction({
  name: 'metrics.flaky',
  input: z.object({ code: z.string() }),
  output: z.null(),
  run: async ({ code }, { attempt }) => {
    if (attempt === 1) throw new ActionError(code, 'not yet');
    return null;
  },
});

beforeAll(async () => {
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}/metrics`;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { metrics: { prometheus: { bindAddress: `127.0.0.1:${port}` } } },
  });
  // Without a cache, each workflow task replays the history.
  test = await startTestWorker({ actions: [flaky], limits: { cachedRuns: 0 } });
});
afterAll(() => test.stop());

async function exposition(): Promise<ReturnType<typeof readExposition>> {
  return readExposition(await (await fetch(url)).text());
}

/** The samples of one metric about one definition, or action. */
async function samplesOf(name: string, labels: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const { samples } = await exposition();
  const isWanted = (sample: Sample): boolean =>
    sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value);
  return samples.filter(isWanted).map(({ labels: { namespace, task_queue, service_name, ...own }, value }) => {
    expect({ namespace, task_queue, service_name }).toMatchObject({ namespace: 'default', task_queue: test.taskQueue });
    return { ...own, value };
  });
}

async function end(argument: unknown): Promise<void> {
  await test.client.temporal.workflow
    .execute('octavoRun', { args: [argument], workflowId: crypto.randomUUID(), taskQueue: test.taskQueue })
    .catch(() => undefined);
}

const attempted = { type: 'basic', action: 'metrics.flaky', retry: { initialInterval: '1ms' } };

it('counts each run, visit and attempt once, although every workflow task replays', async () => {
  const definition = {
    octavo: 1,
    id: 'counted',
    tasks: [
      { id: 'first', ...attempted, with: { code: 'CARD_DECLINED' } },
      {
        id: 'each',
        type: 'collection',
        items: [1, 2, 3],
        task: { id: 'item', ...attempted, with: { code: 'HTTP_503' } },
      },
      {
        id: 'handled',
        ...attempted,
        with: { code: 'X' },
        retry: { maxAttempts: 1 },
        onError: [{ continue: true }],
      },
      // Differs from the task above only in that its failure is not handled.
      { id: 'broken', type: 'basic', action: 'fail', with: { code: 'X', message: 'it broke' } },
    ],
  };
  await end({ definition });
  await end({ definition });
  const visits = { definition: 'counted', engine: 'new', handled: 'false', code: '' };
  expect(await samplesOf('octavo_runs_ended', { definition: 'counted' })).toEqual([
    { definition: 'counted', status: 'FAILED', code: 'X', value: 2 },
  ]);
  const counted = await samplesOf('octavo_task_visits', { definition: 'counted' });
  expect(counted).toHaveLength(4);
  expect(counted).toEqual(
    expect.arrayContaining([
      { ...visits, type: 'basic', status: 'SUCCESS', value: 8 },
      { ...visits, type: 'collection', status: 'SUCCESS', value: 2 },
      { ...visits, type: 'basic', status: 'FAILED', handled: 'true', code: 'X', value: 2 },
      { ...visits, type: 'basic', status: 'FAILED', code: 'X', value: 2 },
    ]),
  );
  const attempts = await samplesOf('octavo_action_attempts', { action: 'metrics.flaky' });
  expect(attempts).toHaveLength(4);
  expect(attempts).toEqual(
    expect.arrayContaining([
      { action: 'metrics.flaky', status: 'SUCCESS', code: '', value: 8 },
      { action: 'metrics.flaky', status: 'FAILED', code: 'CARD_DECLINED', value: 2 },
      { action: 'metrics.flaky', status: 'FAILED', code: 'HTTP_503', value: 6 },
      { action: 'metrics.flaky', status: 'FAILED', code: 'X', value: 2 },
    ]),
  );
  expect(await samplesOf('octavo_action_attempt_latency_count', { status: 'FAILED' })).toEqual([
    { action: 'metrics.flaky', status: 'FAILED', value: 10 },
  ]);
});

it('counts rejected runs, and shows `other` for invalid ids', async () => {
  await end({ definitionId: 'nowhere' });
  const tasks = [{ id: 'a', type: 'type"} 1\nevil{', action: 'none' }];
  await end({ plan: { octavo: 1, id: 'Evil "id"', version: '1.0.0', tasks, defaults: {} } });
  expect(await samplesOf('octavo_runs_ended', { code: 'DEFINITION_NOT_FOUND' })).toEqual([
    { definition: '', status: 'FAILED', code: 'DEFINITION_NOT_FOUND', value: 1 },
  ]);
  expect(await samplesOf('octavo_runs_ended', { definition: 'other' })).toHaveLength(1);
  expect(await samplesOf('octavo_task_visits', { type: 'other' })).toHaveLength(1);
  expect(await (await fetch(url)).text()).not.toMatch(/evil/i);
});

describe('the table of the README', () => {
  const table = readMetricTable('services/worker/README.md');

  it('equals the catalogue of metrics in the code', () => {
    expect(table).toEqual(metricCatalogue);
  });

  it('equals the metrics that a worker exports', async () => {
    expect(familiesOf(await exposition(), /^octavo_/)).toEqual(asShown(table));
  });
});
