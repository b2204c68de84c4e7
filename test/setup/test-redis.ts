import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '@octavo/temporal-server';
import { accepts } from './accepts';

/** A redis-server of one test, which may be frozen, killed and started again; then it knows nothing. */
export class TestRedis {
  readonly port: number;
  readonly #folder: string;
  readonly #args: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string, args: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#args = args;
  }

  static async start(args: readonly string[] = [], port?: number): Promise<TestRedis> {
    const folder = await mkdtemp(join(tmpdir(), 'octavo-state-redis-'));
    const redis = new TestRedis(port ?? (await findFreePort()), folder, args);
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async restart(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const args = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--dir', this.#folder, ...this.#args];
    this.#process = spawn('redis-server', args, { stdio: 'ignore' });
    for (let attempt = 0; attempt < 200 && !(await accepts(this.port)); attempt += 1) await sleep(20);
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running !== undefined && running.exitCode === null) {
      const exit = once(running, 'exit');
      running.kill('SIGKILL');
      await exit;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** It accepts connections and answers nothing until `thaw`. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }
}
