import type { WaitsView } from '@octavo/orchestrators';
import type { RunStatusView, SignalEnvelope, TasksPage, TaskSummary } from '@octavo/workflows/messages';
import {
  type Client,
  type ConnectionLike,
  QueryNotRegisteredError,
  QueryRejectedError,
  ServiceError,
} from '@temporalio/client';
import type { Execution, RunAddress } from './execution';
import { readFailure } from './octavo-error';

/** States of tasks by path. */
export type Tasks = Readonly<Record<string, TaskSummary>>;

/** For a further page of tasks: a worker has answered before. */
const NEXT_PAGE_MS = 10_000;

/** Queries runs, which a worker answers. Returns undefined if none answers in time. */
export class LiveRunReader {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async tasks(execution: Execution, patienceMs: number): Promise<Tasks | undefined> {
    const all: Record<string, TaskSummary> = {};
    for (let from: number | undefined = 0; from !== undefined; ) {
      const page: TasksPage | undefined = await this.#query(
        execution,
        ['octavo.tasks', { from }],
        from === 0 ? patienceMs : NEXT_PAGE_MS,
      );
      if (page === undefined) return undefined;
      Object.assign(all, page.tasks);
      from = page.next;
    }
    return all;
  }

  async status(execution: Execution, patienceMs: number): Promise<RunStatusView | undefined> {
    return await this.#query(execution, ['octavo.status'], patienceMs);
  }

  /** The signal names that the run waits for, and the answers of its waits to a signal. */
  async waits(run: RunAddress, envelope: SignalEnvelope, patienceMs: number): Promise<WaitsView | undefined> {
    return await this.#query(run, ['octavo.waits', envelope], patienceMs);
  }

  async #query<T>(
    { workflowId, runId }: RunAddress,
    [name, ...args]: readonly [string, ...unknown[]],
    patienceMs: number,
  ): Promise<T | undefined> {
    const handle = this.#client.workflow.getHandle(workflowId, runId);
    try {
      return await this.#client.connection.withDeadline(Date.now() + patienceMs, () =>
        handle.query<T, unknown[]>(name, ...args),
      );
    } catch (error) {
      if (isUnanswered(error)) return undefined;
      throw error;
    }
  }
}

function isUnanswered(error: unknown): boolean {
  if (error instanceof QueryNotRegisteredError || error instanceof QueryRejectedError) return true;
  return error instanceof ServiceError && !REFUSALS.has(readFailure(error, { namespace: '' })?.code ?? '');
}

/** An error of the caller, not of the worker. */
const REFUSALS: ReadonlySet<string> = new Set(['PERMISSION_DENIED', 'UNAUTHENTICATED', 'UNIMPLEMENTED', 'TLS_FAILED']);

/** A worker polls again after at most a minute; a worker without a poll for longer has stopped. */
const LONGEST_POLL_MS = 70_000;

/** A task queue of a server. */
export interface TaskQueueOfServer {
  readonly connection: Pick<ConnectionLike, 'workflowService'>;
  readonly namespace: string;
  readonly taskQueue: string;
}

/** Whether a worker polls this task queue for runs, as far as the server knows. */
export async function hasWorker({ connection, namespace, taskQueue }: TaskQueueOfServer): Promise<boolean> {
  // Without a type, the server uses the task queue for workflow tasks.
  const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue } });
  const oldestMs = Date.now() - LONGEST_POLL_MS;
  return (pollers ?? []).some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > oldestMs);
}
