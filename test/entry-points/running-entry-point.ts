import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';
import { type GuardedProcess, startGuardedProcess } from '@octavo/temporal-server';
import { Client, Connection } from '@temporalio/client';
import { startOtherWorker } from '../integration/support/other-worker';
import { installQuietRuntime, testServerAddress } from '../integration/support/test-worker';
import { type EntryPoint, PROJECT, userEnvironment } from './entry-point';

/** A worker that an entry point has started, and what its runs need around them. */
export class RunningEntryPoint {
  /** The environment by which commands reach the worker. */
  readonly address = { TEMPORAL_ADDRESS: testServerAddress(), OCTAVO_TASK_QUEUE: `entry-${randomUUID()}` };
  /** A folder for what runs write, below the root. */
  readonly folder: string;
  readonly #stops: (() => unknown)[] = [];
  #worker: GuardedProcess | undefined;
  #client: Client | undefined;
  #url = '';

  constructor(readonly entry: EntryPoint) {
    const path = mkdtempSync(join(entry.root, PROJECT, '.written-'));
    // In a container, another user writes.
    chmodSync(path, 0o777);
    this.folder = relative(entry.root, path);
  }

  /** What answers to `http.request`. */
  get url(): string {
    return this.#url;
  }

  async start(): Promise<void> {
    const { entry, address } = this;
    const variables = { ...address, OCTAVO_CONFIG: `${PROJECT}/octavo.config.yaml` };
    const [command, ...args] = entry.wrap?.(entry.worker, variables) ?? entry.worker;
    const env = { ...userEnvironment(entry), ...variables };
    this.#worker = await startGuardedProcess({ command, args, cwd: entry.root, env });
    installQuietRuntime();
    this.#stops.push(await startOtherWorker('entry-points-others'));
    const server = createServer((_request, response) => response.end('pong')).listen(0, '127.0.0.1');
    this.#url = await addressOf(server);
    this.#stops.push(() => server.close());
    const connection = await Connection.connect({ address: testServerAddress() });
    this.#stops.push(() => connection.close());
    this.#client = new Client({ connection });
  }

  /**
   * Runs a definition, a file below the root, and gives its output. Nothing but Temporal's client starts it, so that the
   * worker does all the work.
   */
  async execute(file: string, input: unknown): Promise<unknown> {
    const definition = readFileSync(join(this.entry.root, file), 'utf8');
    const options = { taskQueue: this.address.OCTAVO_TASK_QUEUE, workflowId: randomUUID() };
    const run = this.#client?.workflow.execute('octavoRun', { ...options, args: [{ definition, input }] });
    const result = await Promise.race([run, this.#worker?.ended.then((how) => this.#failed(how))]);
    return (result as { readonly output: unknown }).output;
  }

  /** The last lines that the worker wrote. */
  workerOutput(): string {
    return this.#worker?.lastOutput() ?? '';
  }

  async stop(): Promise<void> {
    await this.#worker?.stop();
    for (const stop of this.#stops) await stop();
    rmSync(join(this.entry.root, this.folder), { recursive: true });
  }

  #failed(how: string): never {
    throw new Error(`${this.entry.worker.join(' ')}: ${how}\n${this.workerOutput()}`);
  }
}

async function addressOf(server: Server): Promise<string> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
