// Program: records the histories of `recorded-runs.ts` with the current code.
// npx tsx test/replay/record-program.ts [NAME [RUN …]]: run it once for each release, or to add histories when runs (all, or
// the named ones) issue other commands from then on. Never use it to make a failing replay pass.
import { rm } from 'node:fs/promises';
import { startTestWorker, type TestWorker } from '../integration/support/test-worker';
import { writeDefinitions } from '../integration/support/write-definitions';
import { historiesFolder, type HistoryFile } from './history-file';
import { recordHistories } from './record-histories';
import { answers, type RecordedRun, recordedRuns } from './recorded-runs';

async function* recordAll(): AsyncGenerator<HistoryFile & { readonly name: string }> {
  const definitions = await writeDefinitions({ answers });
  const test = await startTestWorker({ definitions });
  const names = process.argv.slice(3);
  const runs = Object.entries(recordedRuns).filter(([name]) => names.length === 0 || names.includes(name));
  try {
    for (const [name, run] of runs) yield { name, ...(await record(test, name, run)) };
  } finally {
    await test.stop();
    await rm(definitions, { recursive: true });
  }
}

async function record(
  { client }: TestWorker,
  name: string,
  { definition, input, meanwhile }: RecordedRun,
): Promise<HistoryFile> {
  const workflowId = `replay-${name}`;
  await client.start(definition, { workflowId, ...(input === undefined ? {} : { input }) });
  await meanwhile?.(client, workflowId);
  await client.result(workflowId);
  const handle = client.temporal.workflow.getHandle(workflowId);
  const { runId } = await handle.describe();
  const history = await handle.fetchHistory();
  // The SDK reads the run id of a replay from here; after a reset, the server has the run id of the first execution.
  const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  if (started) started.originalExecutionRunId = runId;
  return { workflowId, history };
}

void recordHistories(historiesFolder, recordAll);
