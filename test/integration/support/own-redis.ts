import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, type GuardedProcess, startGuardedProcess } from '@octavo/temporal-server';
import { until } from './test-worker';
import { accepts } from '../../setup/accepts';

/** A Redis that a test can stop, freeze and start again; it loses no confirmed write. */
export class OwnRedis {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  #process: GuardedProcess | undefined;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** Creates it without starting it. */
  static async create(): Promise<OwnRedis> {
    return new OwnRedis(await findFreePort(), await mkdtemp(join(tmpdir(), 'octavo-own-redis-')));
  }

  async start(): Promise<void> {
    const where = ['--port', `${this.#port}`, '--bind', '127.0.0.1', '--dir', this.#folder];
    const keeping = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'];
    this.#process = await startGuardedProcess({ command: 'redis-server', args: [...where, ...keeping] });
    await until(() => accepts(this.#port));
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    this.#process = undefined;
  }

  /** Then it accepts connections, but does not answer. */
  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#process?.pid;
    // A signal to process 0 would stop this process group, the tests included.
    if (pid === undefined) throw new Error('redis-server does not run');
    process.kill(pid, signal);
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
