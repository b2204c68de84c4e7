// Program: records the histories of `recorded-runs.ts` with the code as it is now, for the version of package.json.
// npx tsx test/replay/record-program.ts: to be run once for a release, never to make a failing replay pass.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTemporalServer } from '@octavo/temporal-server';
import { version } from '../../package.json';
import { startTestWorker, type TestWorker } from '../integration/support/test-worker';
import { writeDefinitions } from '../integration/support/write-definitions';
import { formatHistory, historiesFolder, type HistoryFile } from './history-file';
import { answers, type RecordedRun, recordedRuns } from './recorded-runs';

async function record(
  { client }: TestWorker,
  name: string,
  { definition, input, meanwhile }: RecordedRun,
): Promise<HistoryFile> {
  const workflowId = `replay-${name}`;
  await client.start(definition, { workflowId, ...(input === undefined ? {} : { input }) });
  await meanwhile?.(client, workflowId);
  await client.result(workflowId);
  return { workflowId, history: await client.temporal.workflow.getHandle(workflowId).fetchHistory() };
}

async function recordAll(test: TestWorker): Promise<void> {
  const folder = join(historiesFolder, version);
  await mkdir(folder, { recursive: true });
  for (const [name, run] of Object.entries(recordedRuns)) {
    await writeFile(join(folder, `${name}.json`), formatHistory(await record(test, name, run)));
    process.stdout.write(`${version}/${name}\n`);
  }
}

async function main(): Promise<void> {
  const server = await startTemporalServer({ ui: false });
  process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] = server.address;
  const definitions = await writeDefinitions({ answers });
  const test = await startTestWorker({ definitions });
  try {
    await recordAll(test);
  } finally {
    await test.stop();
    await server.stop();
    await rm(definitions, { recursive: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
