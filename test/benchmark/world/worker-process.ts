import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { WorkerReply, WorkerRequest, WorkerSettings, WorkerUsage } from './worker-messages';

export interface WorkerProcessOptions extends WorkerSettings {
  /** Absolute path of its program. */
  readonly program: string;
  /** Node's own options, beside those of this process. */
  readonly nodeOptions?: readonly string[];
  /** Runs workflow code in the main thread, where its heap can be read. Default false. */
  readonly isInOneThread?: boolean;
}

/** A Temporal worker in a process of its own. */
export class WorkerProcess {
  readonly taskQueue: string;
  readonly #child: ChildProcess;

  private constructor(taskQueue: string, child: ChildProcess) {
    this.taskQueue = taskQueue;
    this.#child = child;
  }

  /** Resolves when it polls. @throws Error where it ends before */
  static async start({
    program,
    nodeOptions = [],
    isInOneThread = false,
    ...settings
  }: WorkerProcessOptions): Promise<WorkerProcess> {
    const child = fork(program, [], {
      execArgv: [...process.execArgv, ...nodeOptions],
      env: {
        ...process.env,
        ...(isInOneThread ? { TEMPORAL_DEBUG: '1' } : {}),
        OCTAVO_BENCH_WORKER: JSON.stringify(settings),
      },
    });
    const worker = new WorkerProcess(settings.taskQueue, child);
    await worker.#reply('ready');
    return worker;
  }

  async usage(): Promise<WorkerUsage> {
    const reply = this.#reply('usage');
    this.#child.send('usage' satisfies WorkerRequest);
    return await reply;
  }

  /** Lets it shut down; resolves when it is gone. */
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
