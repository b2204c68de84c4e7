import { pickShown } from '@octavo/orchestrators/model';
import type { StoredTaskState, TaskStateStore } from '@octavo/state';
import type { RunStatusView, TasksPage, TaskSummary } from '@octavo/workflows';
import { type Client, QueryNotRegisteredError, QueryRejectedError, ServiceError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { StartedRun } from './client-options';

/** States of tasks by path. */
export type Tasks = Readonly<Record<string, TaskSummary>>;

const PAGE = 1_000;
/** A query needs a worker; nobody waits long for one that is not there. */
const QUERY_TIMEOUT_MS = 10_000;

/** Reads the states of tasks: from the workflow by query, else from the store. */
export class TaskReader {
  readonly #client: Client;
  readonly #store: TaskStateStore | undefined;

  constructor(client: Client, store: TaskStateStore | undefined) {
    this.#client = client;
    this.#store = store;
  }

  /** Undefined where neither a worker nor the store answers. */
  async tasks(run: StartedRun): Promise<Tasks | undefined> {
    return (await this.#query(() => this.#queryTasks(run))) ?? (await this.#storedTasks(run));
  }

  /** Undefined where no worker answers. */
  async liveStatus({ workflowId, runId }: StartedRun): Promise<RunStatusView | undefined> {
    return await this.#query(() =>
      this.#client.workflow.getHandle(workflowId, runId).query<RunStatusView>('octavo.status'),
    );
  }

  async #queryTasks({ workflowId, runId }: StartedRun): Promise<Tasks> {
    const handle = this.#client.workflow.getHandle(workflowId, runId);
    const all: Record<string, TaskSummary> = {};
    for (let from: number | undefined = 0; from !== undefined; ) {
      const { tasks, next }: TasksPage = await handle.query('octavo.tasks', { from });
      Object.assign(all, tasks);
      from = next;
    }
    return all;
  }

  async #query<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#client.connection.withDeadline(Date.now() + QUERY_TIMEOUT_MS, ask);
    } catch (error) {
      if (isUnanswered(error)) return undefined;
      throw error;
    }
  }

  async #storedTasks({ workflowId, runId }: StartedRun): Promise<Tasks | undefined> {
    if (this.#store === undefined) return undefined;
    const all: Record<string, TaskSummary> = {};
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const from: { cursor?: string } = cursor === '' ? {} : { cursor };
      const page = await this.#store.readTasks({ workflowId, firstRunId: runId }, { limit: PAGE, ...from });
      for (const state of page.items) all[state.path] = toSummary(state);
      cursor = page.nextCursor;
    }
    return Object.keys(all).length === 0 ? undefined : all;
  }
}

function isUnanswered(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return false;
  return (
    error instanceof ServiceError || error instanceof QueryNotRegisteredError || error instanceof QueryRejectedError
  );
}

function toSummary(state: StoredTaskState): TaskSummary {
  const { type, status, output, error, attempt, visit, handled, startedAt, endedAt } = state;
  return { type, status, output, error, attempt, visit, handled, startedAt, endedAt, ...pickShown(state) };
}
