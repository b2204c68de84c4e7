import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineAction } from '@octavo/activities';
import { OctavoClient, type RunResult } from '@octavo/client';
import type { Json } from '@octavo/orchestrators';
import { z } from 'zod';
import { until } from '../../integration/support/test-worker';
import { WorkerProcess } from './worker-process';

/** The behaviour of one attempt: it may record heartbeat details; then it hangs, fails, or returns the previous details. */
export interface AttemptStep {
  readonly tell?: Json;
  readonly then: 'hang' | 'fail' | 'return';
}

/** How the worker of a hanging attempt ends. */
export type WorkerEnd = 'kill' | 'stop';

const knownAction = defineAction({ name: 'chaos.progress', input: z.unknown(), output: z.unknown(), run: () => null });

/** Runs of one action with a script for its attempts, on workers that end in the middle of it. */
export class ProgressRuns {
  readonly #client: OctavoClient;
  readonly #taskQueue: string;
  readonly #folder: string;
  #worker: WorkerProcess;

  private constructor(client: OctavoClient, taskQueue: string, folder: string, worker: WorkerProcess) {
    this.#client = client;
    this.#taskQueue = taskQueue;
    this.#folder = folder;
    this.#worker = worker;
  }

  static async open(taskQueue: string): Promise<ProgressRuns> {
    const folder = await mkdtemp(join(tmpdir(), 'octavo-progress-'));
    const logFile = join(folder, 'attempts.log');
    await writeFile(logFile, '');
    const address = process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] ?? '';
    const client = await OctavoClient.connect({ address, taskQueue, actions: [knownAction] });
    return new ProgressRuns(client, taskQueue, folder, await WorkerProcess.start({ taskQueue, logFile }));
  }

  /** Starts a run whose task has these additional fields. */
  async start(name: string, script: readonly AttemptStep[], fields: object): Promise<string> {
    const task = { id: 'work', type: 'basic', action: 'chaos.progress', with: { name, script }, ...fields };
    const { workflowId } = await this.#client.start({ octavo: 1, id: name, tasks: [task] });
    return workflowId;
  }

  /** Waits until an attempt has begun and the server has the details `told`; then replaces the worker. */
  async replaceWorker(end: WorkerEnd, name: string, workflowId: string, attempt: number, told?: Json): Promise<void> {
    await until(async () => (await this.begun(name)).length >= attempt);
    if (told !== undefined) await until(async () => (await this.#heardOf(workflowId)) === JSON.stringify(told));
    await this.#worker[end]();
    this.#worker = await WorkerProcess.start({ taskQueue: this.#taskQueue, logFile: this.#logFile });
  }

  result(workflowId: string): Promise<RunResult> {
    return this.#client.result(workflowId);
  }

  /** The heartbeat details that each attempt received, in order. */
  async begun(name: string): Promise<readonly Json[]> {
    const lines = (await readFile(this.#logFile, 'utf8')).split('\n').filter((line) => line.startsWith(`${name} `));
    return lines.map((line) => JSON.parse(line.slice(name.length + 1)) as Json);
  }

  async close(): Promise<void> {
    await this.#worker.stop();
    await this.#client.close();
    await rm(this.#folder, { recursive: true });
  }

  get #logFile(): string {
    return join(this.#folder, 'attempts.log');
  }

  async #heardOf(workflowId: string): Promise<string | undefined> {
    const { raw } = await this.#client.temporal.workflow.getHandle(workflowId).describe();
    const data = raw.pendingActivities?.[0]?.heartbeatDetails?.payloads?.[0]?.data;
    return data === undefined || data === null ? undefined : Buffer.from(data).toString();
  }
}
