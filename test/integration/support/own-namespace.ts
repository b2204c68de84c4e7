import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { testServerAddress } from './test-worker';

/** Creates a namespace for one test, which needs its own visibility or fixed workflow ids. */
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

/** The server's caches have a new namespace only after some seconds. */
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
