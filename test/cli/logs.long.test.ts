import { Client, Connection } from '@temporalio/client';
import { serverEnvironment } from './support/cli-worker';
import { definitionOf, TestFolder } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';
import { writeLogProject } from './support/log-project';
import { startLogWorker } from './support/log-worker';

const folder = new TestFolder();
afterAll(() => folder.remove());

const RUNS = 10;
const ITEMS = 1_000;
const TEN_MINUTES_MS = 600_000;

// Several runs, because the history of one would become too long.
it(
  'ten thousand failing items write less than a hundred lines, with the total number',
  async () => {
    const env = serverEnvironment();
    const worker = await startLogWorker(folder.path, { ...env, ...writeLogProject(folder) });
    const client = new Client({ connection: await Connection.connect({ address: env['TEMPORAL_ADDRESS'] ?? '' }) });
    const item = 'task: { id: item, type: basic, action: log.decline, retry: { maxAttempts: 1 } }';
    const each = `{ id: each, type: collection, items: "\${ range(${ITEMS}) }", tolerate: { percent: 100 }, ${item} }`;
    const file = folder.write('many.yaml', definitionOf('many', each));
    for (let runs = 0; runs < RUNS; runs += 1) {
      const started = jsonOf(await invoke(['start', file, '--json'], { env, cwd: folder.path }));
      const { workflowId } = started as { readonly workflowId: string };
      expect(await client.workflow.getHandle(workflowId).result()).toMatchObject({ status: 'SUCCESS' });
    }
    await client.connection.close();
    expect(await worker.stop()).toBe(0);
    const lines = worker.lines().filter(({ code }) => code === 'DECLINED');
    expect(lines.length).toBeLessThan(100);
    const written = lines.filter(({ omitted }) => omitted === undefined).length;
    const counted = lines.reduce((sum, { omitted }) => sum + Number(omitted ?? 0), 0);
    expect(written + counted).toBe(RUNS * ITEMS);
  },
  TEN_MINUTES_MS,
);
