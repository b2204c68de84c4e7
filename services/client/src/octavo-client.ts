import { builtInDeclarations } from '@octavo/activities/declarations';
import type { ServerName } from '@octavo/activities/temporal-errors';
import type { Json } from '@octavo/orchestrators';
import { createPlanner, type Planner } from '@octavo/planner';
import type { RunResult, SignalEnvelope } from '@octavo/workflows/messages';
import { Client } from '@temporalio/client';
import { hasDefinitionAttribute } from './attributes-of-server';
import {
  type DefinitionInput,
  type OctavoClientOptions,
  type OctavoOptions,
  PreparedDefinition,
  type RunName,
  type StartedRun,
  type StartOptions,
} from './client-options';
import { listRuns, type ListOptions } from './list-runs';
import type { Tasks } from './live-run-reader';
import { callingRun, callingServer } from './octavo-error';
import { openConnection, type OpenConnection } from './open-connection';
import { planRun } from './plan-run';
import { type CancelReport, RunMessenger, type SignalReport } from './run-messenger';
import { readStats, RunReader, type RunStats, type RunStatus } from './run-reader';
import { RunStarter } from './run-starter';
import { StoredRunReader } from './stored-run-reader';
import { TaskReader, type TasksReading, type UnreadTasks } from './task-reader';

export interface SignalOptions extends RunName {
  /** A run receives each id once. Default: a new id for each delivery. */
  readonly id?: string;
  /** The sender that expressions of waits see. Default: the signal's id. */
  readonly sender?: string;
}

/** The address of a client's server, and the function that closes the client's own connection. */
type OwnConnection = Pick<OpenConnection, 'address' | 'close'>;

/** Starts, watches, signals and cancels runs. */
export class OctavoClient {
  /** The client of Temporal's SDK, for calls that Octavo does not offer. */
  readonly temporal: Client;
  /** The task queue of its runs, if a start names no other. */
  readonly taskQueue: string;
  /** The address of its server, for messages. */
  readonly server: ServerName;
  readonly #planner: Planner;
  readonly #starter: RunStarter;
  readonly #stored: StoredRunReader;
  readonly #reader: RunReader;
  readonly #messenger: RunMessenger;
  readonly #close: () => Promise<void>;

  private constructor(temporal: Client, options: OctavoOptions, own: OwnConnection) {
    const { taskQueue = 'octavo', store } = options;
    this.server = { address: own.address, namespace: temporal.options.namespace };
    this.temporal = temporal;
    this.taskQueue = taskQueue;
    this.#planner = options.planner ?? plannerOf(options);
    this.#starter = new RunStarter(temporal, taskQueue, options.migration);
    this.#stored = new StoredRunReader(temporal, store);
    this.#reader = new RunReader(temporal, new TaskReader(temporal, this.#stored));
    this.#messenger = new RunMessenger(temporal);
    this.#close = () => own.close();
  }

  /**
   * Connects with Temporal's environment configuration; `options` override it. This method and all calls of the
   * server reject with an `OctavoError` whose code names the problem: SERVER_UNREACHABLE, PERMISSION_DENIED,
   * NAMESPACE_NOT_FOUND, …
   *
   * @throws TypeError if two options exclude each other
   */
  static async connect(options: OctavoClientOptions = {}): Promise<OctavoClient> {
    const opened = await openConnection(options);
    const { connection, namespace } = opened;
    return new OctavoClient(new Client({ ...options.temporal, connection, namespace }), options, opened);
  }

  /** Uses an existing client, with its connection, namespace, codecs and interceptors; it stays open. */
  static of(temporal: Client, options: OctavoOptions = {}): OctavoClient {
    return new OctavoClient(temporal, options, { address: undefined, close: async () => undefined });
  }

  /**
   * Plans a definition once for many runs. A service that calls this at its start reports mistakes then.
   *
   * @throws OctavoError DEFINITION_INVALID with all problems
   */
  prepare(definition: string | object): PreparedDefinition {
    return new PreparedDefinition(this.#planner, definition);
  }

  /**
   * Starts a run and returns when the server has it. If it throws, no run was started.
   *
   * @throws OctavoError DEFINITION_INVALID, INPUT_INVALID with all problems, PAYLOAD_TOO_LARGE,
   * WORKFLOW_ALREADY_RUNNING
   */
  async start(definition: DefinitionInput, options: StartOptions = {}): Promise<StartedRun> {
    const run = planRun(this.#planner, definition, options.input);
    return await callingServer(this.server, () => this.#starter.start(run, options));
  }

  /** Starts a run and waits for its end. */
  async run(definition: DefinitionInput, options: StartOptions = {}): Promise<RunResult> {
    const { workflowId, runId } = await this.start(definition, options);
    return await this.result(workflowId, { runId });
  }

  /** Waits for the end of a run. A run that failed, timed out or was cancelled has a result too. */
  async result(workflowId: string, name: RunName = {}): Promise<RunResult> {
    return await this.#calling(workflowId, () => this.#reader.result(workflowId, name));
  }

  /**
   * Sends a signal to an open run. If no wait accepts it now, it is kept for later waits. One call.
   *
   * @throws OctavoError RUN_NOT_FOUND, RUN_ENDED, PAYLOAD_TOO_LARGE
   */
  async signal(workflowId: string, name: string, payload: unknown = null, options: SignalOptions = {}): Promise<void> {
    const run = { workflowId, runId: options.runId };
    await this.#calling(workflowId, () => this.#messenger.signal(run, envelopeOf(name, payload, options)));
  }

  /**
   * Sends a signal, and reports the waits of the run and whether they accept it. The run is queried first, for at most
   * a second; this is a second call, and work for a worker.
   *
   * @throws OctavoError RUN_NOT_FOUND, RUN_ENDED, PAYLOAD_TOO_LARGE
   */
  async signalWithReport(
    workflowId: string,
    name: string,
    payload: unknown = null,
    options: SignalOptions = {},
  ): Promise<SignalReport> {
    const run = { workflowId, runId: options.runId };
    return await this.#calling(workflowId, () =>
      this.#messenger.signalWithReport(run, envelopeOf(name, payload, options)),
    );
  }

  /** Asks a run to end as CANCELED; wait for that with `result`. A run that has ended does not change. One call. */
  async cancel(workflowId: string, { runId }: RunName = {}): Promise<void> {
    await this.#calling(workflowId, () => this.#messenger.cancel({ workflowId, runId }));
  }

  /**
   * Asks a run to end, and reports what it was waiting for. Three calls.
   *
   * @throws OctavoError RUN_NOT_FOUND, RUN_ENDED
   */
  async cancelWithReport(workflowId: string, { runId }: RunName = {}): Promise<CancelReport> {
    return await this.#calling(workflowId, () => this.#messenger.cancelWithReport({ workflowId, runId }));
  }

  async status(workflowId: string, name: RunName = {}): Promise<RunStatus> {
    return await this.#calling(workflowId, () => this.#reader.status(workflowId, name));
  }

  /** States of the tasks that have begun, by path. Undefined if neither a worker nor the store answers. */
  async tasks(workflowId: string, name: RunName = {}): Promise<Tasks | undefined> {
    return (await this.readTasks(workflowId, name)).tasks;
  }

  /** The same, with their source: the store, if no worker answers within a second. No source if neither answers. */
  async readTasks(workflowId: string, name: RunName = {}): Promise<TasksReading | UnreadTasks> {
    return await this.#calling(workflowId, () => this.#reader.tasks(workflowId, name));
  }

  /** Runs of the namespace, the latest start first. */
  async list(options: ListOptions = {}): Promise<readonly RunStatus[]> {
    return await callingServer(this.server, () => listRuns(this.temporal, this.#stored, options));
  }

  /** Whether `list` gets the definitions of runs from the server; true if the server does not answer. One call. */
  async listsDefinitions(): Promise<boolean> {
    return await hasDefinitionAttribute(this.temporal);
  }

  async stats(workflowId: string, name: RunName = {}): Promise<RunStats> {
    return await this.#calling(workflowId, () => readStats(this.temporal, workflowId, name));
  }

  /** Closes the connection, if it is the client's own. */
  async close(): Promise<void> {
    await this.#close();
  }

  async #calling<T>(workflowId: string, call: () => Promise<T>): Promise<T> {
    return await callingRun(this.server, workflowId, call);
  }
}

function plannerOf({ actions = [], taskTypes }: OctavoOptions): Planner {
  const options = { actions: [...builtInDeclarations, ...actions] };
  return createPlanner(taskTypes === undefined ? options : { ...options, taskTypes });
}

function envelopeOf(name: string, payload: unknown, { id, sender }: SignalOptions): SignalEnvelope {
  const identity = { ...(id === undefined ? {} : { id }), ...(sender === undefined ? {} : { sender }) };
  return { name, payload: payload as Json, ...identity };
}
