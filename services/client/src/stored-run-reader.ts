import type { TaskStatus } from '@octavo/orchestrators';
import { isTerminal, pickShown } from '@octavo/orchestrators/model';
import type { RunRecord, StoredTaskState, TaskStateStore } from '@octavo/state';
import type { TaskSummary } from '@octavo/workflows/messages';
import type { Client } from '@temporalio/client';
import { type Execution, hasWritten, readSharedUntilMs } from './execution';

/** The methods of a store that the client uses. */
export type RunStore = Pick<TaskStateStore, 'readRun' | 'readTasks'>;

/** The data of the store about one execution. */
export interface StoredRun {
  /** Absent if the batch with the facts has not arrived. */
  readonly definition?: string;
  readonly version?: string;
  /** The status at the end of the run; absent until the store has it. */
  readonly status?: TaskStatus;
  /** Code of the error that it ended with. */
  readonly error?: string;
}

const PAGE = 1_000;

/**
 * Reads runs from the store. Returns undefined if there is no store, if it is unavailable, and for runs that it does
 * not have.
 */
export class StoredRunReader {
  readonly #client: Client;
  readonly #store: RunStore | undefined;

  constructor(client: Client, store: RunStore | undefined) {
    this.#client = client;
    this.#store = store;
  }

  /** Whether a store is configured, even if it is unavailable. */
  get isThere(): boolean {
    return this.#store !== undefined;
  }

  async run(execution: Execution): Promise<StoredRun | undefined> {
    const record = await this.#read((store) => store.readRun(execution));
    return record === undefined ? undefined : toStoredRun(execution, record);
  }

  /** States of tasks by path: those of this execution, and those that its reset kept. */
  async tasks(execution: Execution): Promise<Readonly<Record<string, TaskSummary>> | undefined> {
    const states = await this.#read((store) => readStates(store, execution));
    if (states === undefined || states.length === 0) return undefined;
    const isFirst = execution.runId === execution.firstRunId;
    const sharedUntilMs = isFirst ? undefined : await readSharedUntilMs(this.#client, execution);
    const visible = states.filter((state) => hasWritten(execution, state) || isKept(state, sharedUntilMs));
    return Object.fromEntries(visible.map((state) => [state.path, toSummary(state)]));
  }

  async #read<T>(read: (store: RunStore) => Promise<T>): Promise<T | undefined> {
    try {
      return this.#store === undefined ? undefined : await read(this.#store);
    } catch (error) {
      // Recognised by its name, because its module would load the drivers of all stores.
      if (error instanceof Error && error.name === 'StoreUnavailableError') return undefined;
      throw error;
    }
  }
}

async function readStates(store: RunStore, execution: Execution): Promise<readonly StoredTaskState[]> {
  const all: StoredTaskState[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await store.readTasks(execution, { limit: PAGE, ...(cursor === '' ? {} : { cursor }) });
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

/** Tasks that an earlier execution finished before the reset point belong to this execution too. */
function isKept({ epoch = 0, startedAt, endedAt }: StoredTaskState, sharedUntilMs: number | undefined): boolean {
  if (sharedUntilMs === undefined) return false;
  return (epoch === 0 ? Date.parse(endedAt ?? startedAt ?? '') : epoch) < sharedUntilMs;
}

function toStoredRun(execution: Execution, { facts, state }: RunRecord): StoredRun {
  const hasEnded = state !== null && isTerminal(state.status) && hasWritten(execution, state);
  return {
    ...(facts === null ? {} : { definition: facts.definition, version: facts.version }),
    ...(hasEnded ? { status: state.status } : {}),
    ...(hasEnded && state.error !== null ? { error: state.error.code } : {}),
  };
}

function toSummary(state: StoredTaskState): TaskSummary {
  const { type, status, output, error, attempt, visit, handled, startedAt, endedAt, engine } = state;
  const summary = { type, status, output, error, attempt, visit, handled, startedAt, endedAt, ...pickShown(state) };
  return engine === undefined ? summary : { ...summary, engine };
}
