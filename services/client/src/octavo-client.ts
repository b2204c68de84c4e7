import { builtInActions } from '@octavo/activities/actions';
import { createPlanner, type Planner } from '@octavo/planner';
import type { RunResult, SignalEnvelope } from '@octavo/workflows';
import { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type {
  DefinitionInput,
  OctavoClientOptions,
  OctavoOptions,
  RunName,
  StartedRun,
  StartOptions,
} from './client-options';
import { openConnection } from './open-connection';
import { OctavoError } from './octavo-error';
import { planRun } from './plan-run';
import { PreparedDefinition } from './prepared-definition';
import { listRuns, type ListOptions } from './list-runs';
import { readStats, type RunStats } from './run-history';
import { RunReader, type RunStatus } from './run-reader';
import { RunStarter } from './run-starter';
import type { Tasks } from './live-run-reader';
import { StoredRunReader } from './stored-run-reader';
import { TaskReader, type TasksReading } from './task-reader';

export interface SignalOptions extends RunName {
  /** A run takes a signal of one id once. Default: each delivery is a signal of its own. */
  readonly id?: string;
  /** Who sends it, as waits see it. Default: the signal's id. */
  readonly sender?: string;
}

/** Starts, watches, signals and cancels runs. */
export class OctavoClient {
  /** The client of Temporal's SDK, for what Octavo does not do itself. */
  readonly temporal: Client;
  /** Of the workers that its runs are for, where a start names no other. */
  readonly taskQueue: string;
  readonly #planner: Planner;
  readonly #starter: RunStarter;
  readonly #stored: StoredRunReader;
  readonly #reader: RunReader;
  readonly #close: () => Promise<void>;

  private constructor(temporal: Client, options: OctavoOptions, close: () => Promise<void>) {
    const { taskQueue = 'octavo', store } = options;
    this.temporal = temporal;
    this.taskQueue = taskQueue;
    this.#planner = options.planner ?? plannerOf(options);
    this.#starter = new RunStarter(temporal, taskQueue, options.migration);
    this.#stored = new StoredRunReader(temporal, store);
    this.#reader = new RunReader(temporal, new TaskReader(temporal, this.#stored));
    this.#close = close;
  }

  /**
   * Connects by Temporal's environment configuration, unless `options` say otherwise.
   *
   * @throws TypeError where two options exclude each other
   */
  static async connect(options: OctavoClientOptions = {}): Promise<OctavoClient> {
    const opened = await openConnection(options);
    const { connection, namespace } = opened;
    return new OctavoClient(new Client({ ...options.temporal, connection, namespace }), options, () => opened.close());
  }

  /** Octavo by a client that there is already, with its connection, namespace, codecs and interceptors; it stays open. */
  static of(temporal: Client, options: OctavoOptions = {}): OctavoClient {
    return new OctavoClient(temporal, options, async () => undefined);
  }

  /**
   * Plans a definition once, for many runs: a service does so when it starts, and hears of mistakes then.
   *
   * @throws OctavoError DEFINITION_INVALID with all problems
   */
  prepare(definition: string | object): PreparedDefinition {
    return new PreparedDefinition(this.#planner, definition);
  }

  /**
   * Starts a run and returns as soon as the server has it.
   *
   * @throws OctavoError DEFINITION_INVALID, INPUT_INVALID with all problems, PAYLOAD_TOO_LARGE, WORKFLOW_ALREADY_RUNNING:
   * nothing has begun then
   */
  async start(definition: DefinitionInput, options: StartOptions = {}): Promise<StartedRun> {
    return await this.#starter.start(planRun(this.#planner, definition, options.input), options);
  }

  /** Starts a run and waits for its end. */
  async run(definition: DefinitionInput, options: StartOptions = {}): Promise<RunResult> {
    const { workflowId, runId } = await this.start(definition, options);
    return await this.result(workflowId, { runId });
  }

  /** Waits for the end of a run. One that failed, timed out or was cancelled is a result like any other. */
  async result(workflowId: string, name: RunName = {}): Promise<RunResult> {
    return await withKnownErrors(workflowId, () => this.#reader.result(workflowId, name));
  }

  /** Sends a signal to an open run, whether it waits for it already or not. */
  async signal(workflowId: string, name: string, payload: unknown = null, options: SignalOptions = {}): Promise<void> {
    const { id, sender, runId } = options;
    const envelope = {
      name,
      payload,
      ...(id === undefined ? {} : { id }),
      ...(sender === undefined ? {} : { sender }),
    } as SignalEnvelope;
    const handle = this.temporal.workflow.getHandle(workflowId, runId);
    await withKnownErrors(workflowId, () => handle.signal('octavo.signal', envelope), OR_ENDED);
  }

  /** Asks a run to end as CANCELED; `result` tells when it has. */
  async cancel(workflowId: string, { runId }: RunName = {}): Promise<void> {
    const handle = this.temporal.workflow.getHandle(workflowId, runId);
    await withKnownErrors(workflowId, () => handle.cancel(), OR_ENDED);
  }

  async status(workflowId: string, name: RunName = {}): Promise<RunStatus> {
    return await withKnownErrors(workflowId, () => this.#reader.status(workflowId, name));
  }

  /** States of all reached tasks by path. Undefined where neither a worker nor the store answers. */
  async tasks(workflowId: string, name: RunName = {}): Promise<Tasks | undefined> {
    return (await this.readTasks(workflowId, name))?.tasks;
  }

  /** The same, with where it was read: from the store where no worker answers within a second. */
  async readTasks(workflowId: string, name: RunName = {}): Promise<TasksReading | undefined> {
    return await withKnownErrors(workflowId, () => this.#reader.tasks(workflowId, name));
  }

  /** Runs of the namespace, the latest start first. */
  async list(options: ListOptions = {}): Promise<readonly RunStatus[]> {
    return await listRuns(this.temporal, this.#stored, options);
  }

  async stats(workflowId: string, name: RunName = {}): Promise<RunStats> {
    return await withKnownErrors(workflowId, () => readStats(this.temporal, workflowId, name));
  }

  /** Closes the connection, if it is the client's own. */
  async close(): Promise<void> {
    await this.#close();
  }
}

function plannerOf({ actions = [], taskTypes }: OctavoOptions): Planner {
  const known = { actions: [...builtInActions(), ...actions] };
  return createPlanner(taskTypes === undefined ? known : { ...known, taskTypes });
}

/** What goes to an open run only. */
const OR_ENDED = ', or it has ended';

async function withKnownErrors<T>(workflowId: string, work: () => Promise<T>, otherReason = ''): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const message = `there is no run with the workflow id "${workflowId}"${otherReason}`;
    throw new OctavoError('RUN_NOT_FOUND', message, { cause: error });
  }
}
