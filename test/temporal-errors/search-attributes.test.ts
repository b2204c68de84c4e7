import { randomUUID } from 'node:crypto';
import { createOctavoWorker } from '@octavo/worker';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { installQuietRuntime, testServerAddress, until } from '../integration/support/test-worker';
import { testBundle } from '../setup/test-bundles';
import { startGrpcServer } from './grpc-server';

const waitingFor = defineSearchAttributeKey('OctavoWaitingFor', SearchAttributeType.KEYWORD_LIST);
const definition = { octavo: 1, id: 'hold', tasks: [{ id: 'hold', type: 'wait', signal: 'go' }] };
const OVERDUE = { code: 4, details: 'not in time' };

it('a worker whose server did not answer at its start tells what later runs wait for', async () => {
  installQuietRuntime();
  const server = await startGrpcServer({
    answer: (method, index) => (method === 'ListSearchAttributes' && index === 0 ? OVERDUE : 'pass'),
    behind: testServerAddress(),
  });
  const taskQueue = `attributes-${randomUUID()}`;
  const connectionOptions = { address: server.address };
  const worker = await createOctavoWorker({ connectionOptions, taskQueue, workflowBundle: testBundle() });
  const running = worker.run();
  const connection = await Connection.connect({ address: testServerAddress() });
  try {
    const client = new Client({ connection });
    const start = () =>
      client.workflow.start('octavoRun', { taskQueue, workflowId: randomUUID(), args: [{ definition }] });
    const runs = [await start(), await start()];
    for (const run of runs) {
      await until(async () => (await run.describe()).typedSearchAttributes.get(waitingFor)?.includes('go') ?? false);
      await run.signal('octavo.signal', { name: 'go' });
      await run.result();
    }
    const [events] = await Promise.all(runs.map(async (run) => (await run.fetchHistory()).events?.length));
    // One event tells visibility of the wait, one of its end: as with a worker that knew the attributes from its start.
    expect({ events, asked: server.calls.filter((name) => name === 'ListSearchAttributes').length }).toEqual({
      events: 12,
      asked: 2,
    });
  } finally {
    worker.shutdown();
    await running;
    await connection.close();
    await server.stop();
  }
});
