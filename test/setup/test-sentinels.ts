import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, type GuardedProcess, startGuardedProcess } from '@octavo/temporal-server';
import { accepts } from './accepts';

export interface TestSentinelsOptions {
  /** Of the master. */
  readonly masterPort: number;
  readonly count: number;
  /** More lines of the configuration of the sentinel at a port. */
  readonly lines?: (port: number) => readonly string[];
}

/** Sentinels of one test, which watch a master by the name `main` and count it as lost after a second. */
export class TestSentinels {
  readonly addresses: readonly string[];
  readonly #processes: readonly GuardedProcess[];
  readonly #folder: string;

  private constructor(ports: readonly number[], processes: readonly GuardedProcess[], folder: string) {
    this.addresses = ports.map((port) => `127.0.0.1:${port}`);
    this.#processes = processes;
    this.#folder = folder;
  }

  static async start(options: TestSentinelsOptions): Promise<TestSentinels> {
    const folder = await mkdtemp(join(tmpdir(), 'octavo-sentinels-'));
    const ports: number[] = [];
    while (ports.length < options.count) ports.push(await findFreePort());
    const processes = await Promise.all(ports.map((port) => startSentinel(port, folder, options)));
    return new TestSentinels(ports, processes, folder);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((sentinel) => sentinel.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function startSentinel(
  port: number,
  folder: string,
  { masterPort, count, lines = () => [] }: TestSentinelsOptions,
): Promise<GuardedProcess> {
  // A sentinel writes what it learns into its configuration.
  const file = join(folder, `${port}.conf`);
  const quorum = Math.floor(count / 2) + 1;
  const configuration = [
    ...[`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`],
    `sentinel monitor main 127.0.0.1 ${masterPort} ${quorum}`,
    ...['sentinel down-after-milliseconds main 1000', 'sentinel failover-timeout main 5000'],
    ...lines(port),
  ];
  await writeFile(file, `${configuration.join('\n')}\n`);
  const sentinel = await startGuardedProcess({ command: 'redis-server', args: [file, '--sentinel'] });
  while (!(await accepts(port))) await sleep(20);
  return sentinel;
}
