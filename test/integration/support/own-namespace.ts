import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { testServerAddress } from './test-worker';

/** A namespace of a test's own on the server of the tests, for what is one in a namespace: visibility, fixed workflow ids. */
export async function createNamespace(prefix: string): Promise<Client> {
  const connection = await Connection.connect({ address: testServerAddress() });
  const namespace = `${prefix}-${process.pid}-${Date.now()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  const client = new Client({ connection, namespace });
  await untilKnown(client);
  return client;
}

/** The server's own caches learn of a new namespace within seconds. */
async function untilKnown(client: Client): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const isKnown = await client.workflow.count('WorkflowType = "octavoRun"').then(
      () => true,
      () => false,
    );
    if (isKnown) return;
    await sleep(100);
  }
  throw new Error('the server never learned of the namespace');
}
