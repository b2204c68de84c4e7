import { once } from 'node:events';
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

import { OctavoClient } from '@octavo/client';

// A server that answers UNAVAILABLE: the SDK retries each call after 100 ms.

const statuses: Readonly<Record<string, string>> = { GetSystemInfo: '0', GetClusterInfo: '7' };
const UNAVAILABLE = '14';
let server: Http2Server;

beforeAll(async () => {
  server = createServer().on('stream', (stream, { ':path': path = '' }) => {
    const status = statuses[basename(path)] ?? UNAVAILABLE;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status }));
    stream.end(status === '0' ? Buffer.alloc(5) : undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => server.close());

it('ends a call that waits for its next attempt when the client is closed', async () => {
  const { port } = server.address() as AddressInfo;
  const client = await OctavoClient.connect({ address: `127.0.0.1:${port}` });
  const call = client.temporal.workflow.getHandle('any').describe();
  const failure = call.then(
    () => 'none',
    ({ cause }: Error) => (cause as Error).message,
  );
  // Answers arrive in order: when this call has failed, the earlier call waits for its next attempt.
  await expect(client.temporal.workflowService.getClusterInfo({})).rejects.toThrow('PERMISSION_DENIED');
  await client.close();
  expect(await failure).toBe('14 UNAVAILABLE: the connection was closed');
});
