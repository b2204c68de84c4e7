import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** What the worker program is told. */
export interface WorkerSettings {
  readonly taskQueue: string;
  /** Each action that begins writes a line here. */
  readonly logFile: string;
}

/** A worker in a process of its own. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  /** Returns when it is ready to work. */
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

  /** As the system kills a process: nothing is said to anybody. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }
}
