import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, startTemporalServer, type TemporalServer } from '@octavo/temporal-server';
import { Client, Connection } from '@temporalio/client';

const FEATURES = { OctavoProbe: 'Keyword' } as const;

async function withClient<T>({ address }: TemporalServer, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

describe('the embedded Temporal server', () => {
  it('keeps its state in a file from one start to the next', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'octavo-server-'));
    const stateFile = join(folder, 'deep', 'state.db');
    const first = await startTemporalServer({ stateFile, ui: false, searchAttributes: FEATURES });
    await withClient(first, (client) => client.workflow.start('none', { taskQueue: 'none', workflowId: 'kept' }));
    await first.stop();
    const second = await startTemporalServer({ stateFile, ui: false, searchAttributes: FEATURES });
    const description = await withClient(second, (client) => client.workflow.getHandle('kept').describe());
    await second.stop();
    await rm(folder, { recursive: true });
    expect(description.status.name).toBe('RUNNING');
  });

  it('creates the namespace, registers search attributes and shows its UI', async () => {
    const server = await startTemporalServer({ namespace: 'orders', searchAttributes: FEATURES });
    const list = (client: Client): ReturnType<Client['connection']['operatorService']['listSearchAttributes']> =>
      client.connection.operatorService.listSearchAttributes({ namespace: 'orders' });
    const { customAttributes } = await withClient(server, list);
    const page = await fetch(server.uiUrl ?? '');
    await server.stop();
    expect(Object.keys(customAttributes ?? {})).toContain('OctavoProbe');
    expect(page.status).toBe(200);
  });

  it('says what to do when its port is taken', async () => {
    const port = await findFreePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const failure = startTemporalServer({ port, ui: false });
    await expect(failure).rejects.toThrow(/does not start.*free its ports/);
    await new Promise((resolve) => other.close(resolve));
  });

  it('tells when it ends by itself', async () => {
    const server = await startTemporalServer({ ui: false });
    process.kill(server.pid, 'SIGKILL');
    await expect(server.ended).resolves.toBe('it was ended by SIGKILL');
  });
});
