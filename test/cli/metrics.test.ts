import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { serverEnvironment } from './support/cli-worker';
import { startOctavo } from './support/octavo-process';

/** A request to a collector: its path, and the metric names in it, which are plain text in protobuf. */
interface Export {
  readonly path: string | undefined;
  readonly text: string;
}

type Collector = (tell: (sent: Export) => void) => Server;

const byHttp: Collector = (tell) =>
  createServer((request, response) => {
    void buffer(request).then((body) => {
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
      tell({ path: request.url, text: body.toString('latin1') });
    });
  });

const byGrpc: Collector = (tell) =>
  createHttp2Server().on('stream', (stream, headers) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    void buffer(stream).then((body) => {
      stream.end(Buffer.alloc(5));
      tell({ path: headers[':path'], text: body.toString('latin1') });
    });
  });

/** The first request of a worker to a collector whose URL ends with `path`. */
async function exportedTo(collector: Collector, path: string): Promise<Export> {
  let tell: (sent: Export) => void = () => undefined;
  const sent = new Promise<Export>((resolve) => {
    tell = resolve;
  });
  const server = collector((one) => tell(one)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const env = serverEnvironment();
  const { TEMPORAL_ADDRESS: address = '' } = env;
  const octavo = startOctavo(['worker', '--address', address], {
    ...env,
    OCTAVO_METRICS: `http://127.0.0.1:${port}${path}`,
  });
  const failed = octavo.ended.then((code) => Promise.reject(new Error(`${code}: ${octavo.stderr()}`)));
  try {
    return await Promise.race([sent, failed]);
  } finally {
    octavo.child.kill('SIGINT');
    await octavo.ended;
    server.close();
  }
}

it.each([
  ['OTLP over HTTP', byHttp, '/v1/metrics', '/v1/metrics'],
  ['OTLP over gRPC', byGrpc, '', '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export'],
])('a worker sends its metrics to a collector by %s', async (_, collector, path, expected) => {
  const sent = await exportedTo(collector, path);
  expect(sent.path).toBe(expected);
  expect(sent.text).toContain('temporal_');
});
