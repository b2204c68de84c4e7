import type { TaskStatus } from '@octavo/orchestrators';
import type { RunStatusView } from '@octavo/workflows/messages';
import type { Client } from '@temporalio/client';
import type { Execution } from './execution';
import { hasWorker, LiveRunReader, type Tasks } from './live-run-reader';
import type { StoredRunReader } from './stored-run-reader';

/** Where data about a run was read. */
export interface ReadFrom {
  /** `store` if no worker answered. */
  readonly source: 'worker' | 'store';
  /** True if the data is from the store, and the run is open or its end has not arrived there. */
  readonly mayBeBehind: boolean;
}

/** The tasks of a run. */
export interface TasksReading extends ReadFrom {
  readonly tasks: Tasks;
}

/** Neither a worker nor the store answers for a run. */
export interface UnreadTasks {
  readonly tasks?: undefined;
  readonly source?: undefined;
  /** Where a worker would answer. */
  readonly taskQueue: string;
  /** Why the run does not move although a worker polls. */
  readonly obstacle?: string;
}

/** The status of a run, from the run itself or from the store. */
export type StatusReading = ReadFrom & Partial<RunStatusView>;

/** A running worker answers within this time, unless it has much to replay. */
const SOON_MS = 1_000;
/**
 * A longer time, if a worker polls and the store has no data. The worker keeps its replay, so that the next query is
 * faster.
 */
const PATIENCE_MS = 5_000;

/** Reads data that only runs have: by a query of the workflow, else from the store. Undefined if neither answers. */
export class TaskReader {
  readonly #client: Client;
  readonly #live: LiveRunReader;
  readonly #stored: StoredRunReader;

  constructor(client: Client, stored: StoredRunReader) {
    this.#client = client;
    this.#live = new LiveRunReader(client);
    this.#stored = stored;
  }

  async tasks(execution: Execution): Promise<TasksReading | undefined> {
    const ask = async (patienceMs: number): Promise<TasksReading | undefined> => {
      const tasks = await this.#live.tasks(execution, patienceMs);
      return tasks === undefined ? undefined : { tasks, source: 'worker', mayBeBehind: false };
    };
    return (await ask(SOON_MS)) ?? (await this.#storedTasks(execution)) ?? (await this.#askWorker(execution, ask));
  }

  async status(execution: Execution): Promise<StatusReading | undefined> {
    const ask = async (patienceMs: number): Promise<StatusReading | undefined> => {
      const view = await this.#live.status(execution, patienceMs);
      return view === undefined ? undefined : { ...view, source: 'worker', mayBeBehind: false };
    };
    return (await ask(SOON_MS)) ?? (await this.#storedStatus(execution)) ?? (await this.#askWorker(execution, ask));
  }

  /** If no worker polls, a query would get no answer. */
  async #askWorker<T>({ taskQueue }: Execution, ask: (patienceMs: number) => Promise<T>): Promise<T | undefined> {
    const { connection, options } = this.#client;
    const queue = { connection, namespace: options.namespace, taskQueue };
    const isPolled = await hasWorker(queue).catch(() => true);
    return isPolled ? await ask(PATIENCE_MS) : undefined;
  }

  async #storedTasks(execution: Execution): Promise<TasksReading | undefined> {
    const [run, tasks] = await Promise.all([this.#stored.run(execution), this.#stored.tasks(execution)]);
    return tasks === undefined ? undefined : { tasks, source: 'store', mayBeBehind: run?.status === undefined };
  }

  async #storedStatus(execution: Execution): Promise<StatusReading | undefined> {
    const [run, tasks = {}] = await Promise.all([this.#stored.run(execution), this.#stored.tasks(execution)]);
    if (run === undefined) return undefined;
    const { error: _error, ...known } = run;
    return { ...known, tasks: countByStatus(tasks), source: 'store', mayBeBehind: run.status === undefined };
  }
}

function countByStatus(tasks: Tasks): RunStatusView['tasks'] {
  const counts: Partial<Record<TaskStatus, number>> = {};
  for (const { status } of Object.values(tasks)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
