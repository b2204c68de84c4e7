import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OctavoClient } from '@octavo/client';
import { findFreePort, startTemporalServer, type TemporalServer } from '@octavo/temporal-server';
import { Client, Connection } from '@temporalio/client';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
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
  it('keeps its state in a file between two starts', async () => {
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

  it('does not start with the state file of a running server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'octavo-server-'));
    const stateFile = join(folder, 'state.db');
    const first = await startTemporalServer({ stateFile, ui: false });
    const second = await startTemporalServer({ stateFile, ui: false }).catch((error: unknown) => error);
    if (!(second instanceof Error)) await (second as TemporalServer).stop();
    await first.stop();
    await rm(folder, { recursive: true });
    expect(String(second)).toMatch(/does not start.*database is locked.*state file/);
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

  it('reports which of its ports is in use', async () => {
    const port = await findFreePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const failure = startTemporalServer({ port, ui: false });
    await expect(failure).rejects.toMatchObject({
      ...{ code: 'TEMPORAL_UNAVAILABLE', ports: [port], message: `Port ${port} is in use by another process.` },
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('starts in a process whose fetch and HTTP requests use a proxy', async () => {
    const program = `const { ProxyAgent, setGlobalDispatcher } = require('undici');
      setGlobalDispatcher(new ProxyAgent('http://127.0.0.1:1'));
      const http = require('node:http');
      http.globalAgent = Object.assign(new http.Agent(), { createConnection: () => require('node:net').connect(1) });
      const { startTemporalServer } = require('@octavo/temporal-server');
      startTemporalServer({ ui: false }).then((server) => server.stop()).then(() => console.log('started'));`;
    const { stdout } = await run(process.execPath, ['--import', 'tsx', '-e', program], { cwd: ROOT });
    expect(stdout).toBe('started\n');
  });

  it('accepts a client although gRPC is configured to use a proxy', async () => {
    const server = await startTemporalServer({ ui: false });
    process.env['https_proxy'] = 'http://127.0.0.1:1';
    const client = await OctavoClient.connect({ address: server.address });
    delete process.env['https_proxy'];
    const runs = await client.list();
    await client.close();
    await server.stop();
    expect(runs).toEqual([]);
  });

  it('reports when it is killed', async () => {
    const server = await startTemporalServer({ ui: false });
    process.kill(server.pid, 'SIGKILL');
    await expect(server.ended).resolves.toBe('it was ended by SIGKILL');
  });
});
