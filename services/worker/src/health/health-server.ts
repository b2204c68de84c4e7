import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readiness } from './readiness';

const MOST_CONNECTIONS = 32;
/** Closes a connection without a complete request, so that idle clients cannot use up all connections. */
const REQUEST_MS = 1_000;
/** Longer than any response takes. */
const IDLE_MS = 5_000;
/** A probe sends only a few headers. */
const MAX_HEADER_BYTES = 4 * 1024;

/** Answers probes: `/healthz` while the event loop runs, `/readyz` by the result of `readiness`. */
export class HealthServer {
  /** Evaluated for every request. */
  readiness: () => Promise<Readiness> = async () => ({ isReady: false, parts: { worker: 'starting' } });
  readonly #server: Server;

  private constructor() {
    const timeouts = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: 250 };
    this.#server = createServer({ ...timeouts, maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
      this.#answer(request).then(
        (answer) => send(response, answer),
        () => response.destroy(),
      );
    });
    this.#server.maxConnections = MOST_CONNECTIONS;
    this.#server.setTimeout(IDLE_MS);
  }

  /** Listens at `host:port`. Rejects if the address cannot be used. */
  static async listen(address: string): Promise<HealthServer> {
    const health = new HealthServer();
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
    health.#server.listen(Number(address.slice(colon + 1)), host);
    await once(health.#server, 'listening');
    return health;
  }

  /** The address, `host:port`. */
  get address(): string {
    const { address, port, family } = this.#server.address() as AddressInfo;
    return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer({ method, url = '' }: IncomingMessage): Promise<Answer> {
    const [path = ''] = url.split('?', 1);
    if (path !== '/healthz' && path !== '/readyz') return { status: 404, body: { status: 'not found' } };
    if (method !== 'GET' && method !== 'HEAD') return { status: 405, body: { status: 'method not allowed' } };
    if (path === '/healthz') return { status: 200, body: { status: 'alive' } };
    const { isReady, parts } = await this.readiness();
    return isReady
      ? { status: 200, body: { status: 'ready', parts } }
      : { status: 503, body: { status: 'not ready', parts } };
  }
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    connection: 'close',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  // Node sends no body for HEAD.
  response.end(text);
}
