import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A server on this machine for a test. */
export interface TestHttpServer {
  readonly url: string;
  /** The requests in order: `GET /path`, or `CONNECT host:port` of a proxy. */
  readonly requests: readonly string[];
  /** The `Authorization` headers of the requests. */
  readonly authorizations: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Answers every request with `body`. */
export async function serveBytes(body: Buffer): Promise<TestHttpServer> {
  const requests: string[] = [];
  const authorizations: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    requests.push(`${method} ${url}`);
    if (headers.authorization !== undefined) authorizations.push(headers.authorization);
    response.end(body);
  });
  return listen(server, requests, authorizations);
}

/** Never completes an answer; sends `beginning` if it is given. */
export async function serveNothingMore(beginning?: Buffer): Promise<TestHttpServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (beginning !== undefined) response.write(beginning);
  });
  return listen(server, requests);
}

/** A proxy that connects every tunnel to `destination`, for any requested host; without a destination it refuses. */
export async function startProxy(destination?: string): Promise<TestHttpServer> {
  const requests: string[] = [];
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', ({ url }, client) => {
    requests.push(`CONNECT ${url}`);
    if (destination === undefined) return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const { hostname, port } = new URL(destination);
    const upstream = connect(Number(port), hostname, () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    return upstream.pipe(client).pipe(upstream);
  });
  return listen(server, requests);
}

async function listen(
  server: Server,
  requests: readonly string[],
  authorizations: readonly string[] = [],
): Promise<TestHttpServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, authorizations, stop };
}
