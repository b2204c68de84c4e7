import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The settings of the worker program. */
export interface WorkerSettings {
  readonly taskQueue: string;
  /** Each attempt of an action writes a line to this file. */
  readonly logFile: string;
}

/** A worker in a separate process. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  /** Resolves when the worker is ready. */
  static async start({ taskQueue, logFile }: WorkerSettings): Promise<WorkerProcess> {
    const env = {
      ...process.env,
      CHAOS_TEMPORAL: process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'],
      CHAOS_REDIS: process.env['OCTAVO_TEST_REDIS_URL'],
      CHAOS_TASK_QUEUE: taskQueue,
      CHAOS_LOG: logFile,
    };
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'worker-program.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const worker = new WorkerProcess(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('ready') && resolve());
      child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it was ready`)));
    });
    return worker;
  }

  /** Kills the process without a shutdown. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }
}
