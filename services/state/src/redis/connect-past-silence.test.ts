import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { findFreePort } from '@octavo/temporal-server';
import { TestRedis } from '../../../../test/setup/test-redis';
import { TestRedisCluster } from '../../../../test/setup/test-redis-cluster';
import { TestSentinels } from '../../../../test/setup/test-sentinels';
import { writeAndRead } from './reach.fixture';

/** Enough time to give up the first two and try the third. */
const connectWaitMs = 20_000;

/** Accepts connections and never answers, like a process that hangs. */
class SilentServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#sockets.add(socket.on('error', () => undefined)));
  }

  static async start(): Promise<SilentServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SilentServer(server);
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

describe('when the first of several addresses does not answer and nothing listens at the second', () => {
  let silent: SilentServer;
  let dead: string;
  beforeAll(async () => {
    silent = await SilentServer.start();
    dead = `127.0.0.1:${await findFreePort()}`;
  });
  afterAll(() => silent.stop());

  it('finds a cluster by its third node', async () => {
    const cluster = await TestRedisCluster.start();
    const url = [`redis://${silent.address}`, `redis://${dead}`, ...cluster.urls];
    try {
      expect(await writeAndRead({ url, cluster: true, connectWaitMs })).toBeDefined();
    } finally {
      await cluster.stop();
    }
  });

  it('finds a master by its third sentinel', async () => {
    const master = await TestRedis.start();
    const sentinels = await TestSentinels.start({ masterPort: master.port, count: 1 });
    const addresses = [silent.address, dead, ...sentinels.addresses];
    try {
      const sentinel = { addresses, master: 'main' };
      expect(await writeAndRead({ sentinel, commandTimeoutMs: 500, connectWaitMs })).toBeDefined();
    } finally {
      await sentinels.stop();
      await master.stop();
    }
  });
});
