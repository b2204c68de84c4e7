import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { WorkerReply, WorkerRequest, WorkerSettings, WorkerUsage } from './worker-messages';

export interface WorkerProcessOptions extends WorkerSettings {
  /** Absolute path of its program. */
  readonly program: string;
  readonly hasStore: boolean;
  /** Node's own options, beside those of this process. */
  readonly nodeOptions?: readonly string[];
  /** Runs workflow code in the main thread, where its heap can be read. Default false. */
  readonly isInOneThread?: boolean;
}

const publishedCode = require.resolve('./published-code.cjs');

/** A Temporal worker in its own process. */
export class WorkerProcess {
  readonly taskQueue: string;
  readonly hasStore: boolean;
  /** The Redis of its states; undefined for another store. */
  readonly redisUrl: string | undefined;
  readonly #child: ChildProcess;

  private constructor({ taskQueue, hasStore, store, redisUrl }: WorkerProcessOptions, child: ChildProcess) {
    this.taskQueue = taskQueue;
    this.hasStore = hasStore;
    this.redisUrl = hasStore && store === 'Redis' ? redisUrl : undefined;
    this.#child = child;
  }

  /** Resolves when it polls. @throws Error if it ends before */
  static async start(options: WorkerProcessOptions): Promise<WorkerProcess> {
    const { program, nodeOptions = [], isInOneThread = false, address, taskQueue, redisUrl, store } = options;
    const settings: WorkerSettings = { address, taskQueue, redisUrl, store };
    const child = fork(program, [], {
      execArgv: ['--require', publishedCode, ...nodeOptions],
      env: {
        ...process.env,
        ...(isInOneThread ? { TEMPORAL_DEBUG: '1' } : {}),
        OCTAVO_BENCH_WORKER: JSON.stringify(settings),
      },
    });
    const worker = new WorkerProcess(options, child);
    await worker.#reply('ready');
    return worker;
  }

  async usage(): Promise<WorkerUsage> {
    const reply = this.#reply('usage');
    this.#child.send('usage' satisfies WorkerRequest);
    return await reply;
  }

  /** Shuts it down; resolves when the process has ended. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.send('stop' satisfies WorkerRequest);
    await exit;
  }

  #reply<Kind extends WorkerReply['kind']>(kind: Kind): Promise<Extract<WorkerReply, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error(`The worker of ${this.taskQueue} has ended; its output is above.`));
      const listen = (message: unknown): void => {
        const reply = message as WorkerReply;
        if (reply.kind !== kind) return;
        this.#child.off('exit', fail).off('message', listen);
        resolve(reply as Extract<WorkerReply, { kind: Kind }>);
      };
      this.#child.on('message', listen).once('exit', fail);
    });
  }
}
