import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '@octavo/temporal-server';
import { Redis } from 'ioredis';
import { TestRedis } from './test-redis';

/** Nodes of a cluster speak to each other on the port that is 10,000 above. */
const HIGHEST_PORT = 55_535;
const SLOTS = 16_384;

export interface TestClusterOptions {
  /** Default 1. */
  readonly nodes?: number;
  /** More arguments of the node at a port. */
  readonly args?: (port: number) => readonly string[];
  /** How the test itself connects to a node. */
  readonly access?: { readonly host: string; readonly tls: object };
}

/** A cluster of one test, all of whose nodes are masters. */
export class TestRedisCluster {
  readonly nodes: readonly TestRedis[];

  private constructor(nodes: readonly TestRedis[]) {
    this.nodes = nodes;
  }

  static async start({ nodes: count = 1, args = () => [], access }: TestClusterOptions = {}) {
    const nodes: TestRedis[] = [];
    for (let index = 0; index < count; index += 1) {
      const port = await findClusterPort();
      const ofCluster = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'];
      nodes.push(await TestRedis.start([...ofCluster, ...args(port)], port));
    }
    const admins = nodes.map(({ port }) => new Redis({ port, ...access }));
    await Promise.all(admins.map((admin, index) => admin.call('CLUSTER', 'ADDSLOTS', ...slotsOf(index, count))));
    const [first] = admins;
    for (const { port } of nodes.slice(1)) await first?.call('CLUSTER', 'MEET', '127.0.0.1', `${port}`);
    await Promise.all(admins.map((admin) => untilReady(admin, count)));
    for (const admin of admins) admin.disconnect();
    return new TestRedisCluster(nodes);
  }

  get urls(): readonly string[] {
    return this.nodes.map(({ url }) => url);
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }
}

async function findClusterPort(): Promise<number> {
  for (;;) {
    const port = await findFreePort();
    if (port <= HIGHEST_PORT) return port;
  }
}

/** Redis 6 has no ADDSLOTSRANGE. */
function slotsOf(index: number, count: number): readonly string[] {
  const [from, to] = [Math.floor((index * SLOTS) / count), Math.floor(((index + 1) * SLOTS) / count)];
  return Array.from({ length: to - from }, (_, offset) => `${from + offset}`);
}

async function untilReady(admin: Redis, count: number): Promise<void> {
  for (;;) {
    const info = String(await admin.call('CLUSTER', 'INFO'));
    if (info.includes('cluster_state:ok') && info.includes(`cluster_size:${count}\r`)) return;
    await sleep(20);
  }
}
