import type { TaskStatus } from '@octavo/orchestrators';
import type { RunResult, RunStatusView } from '@octavo/workflows';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { RunName } from './client-options';
import { resultOfError } from './read-result';
import { definitionAttribute, versionAttribute, waitingForAttribute } from './search-attributes';
import { statusOfTemporal } from './temporal-status';
import type { TaskReader } from './task-reader';

/** What is known of a run, whether it has ended or not. */
export interface RunStatus {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: TaskStatus;
  /** Absent where the server does not know Octavo's search attributes and no worker answers. */
  readonly definition?: string;
  readonly version?: string;
  /** RFC 3339 UTC. */
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Names of the signals that are waited for. */
  readonly waitingFor?: readonly string[];
  /** Reached tasks by status. */
  readonly tasks?: RunStatusView['tasks'];
}

/** Reads results and statuses. */
export class RunReader {
  readonly #client: Client;
  readonly #tasks: TaskReader;

  constructor(client: Client, tasks: TaskReader) {
    this.#client = client;
    this.#tasks = tasks;
  }

  /** Waits for the end. A run that failed is a result too. */
  async result(workflowId: string, { runId }: RunName): Promise<RunResult> {
    const handle = this.#client.workflow.getHandle<() => Promise<RunResult>>(workflowId, runId);
    try {
      return await this.#complete(await handle.result());
    } catch (error) {
      const { runId: actual } = await handle.describe();
      return await this.#complete(resultOfError(error, workflowId, actual));
    }
  }

  /** What visibility knows, and what the workflow itself says where a worker answers. */
  async status(workflowId: string, { runId }: RunName): Promise<RunStatus> {
    const description = await this.#client.workflow.getHandle(workflowId, runId).describe();
    const known = statusOfInfo(description);
    const live = await this.#tasks.liveStatus({ workflowId, runId: description.runId });
    return live === undefined
      ? known
      : { ...known, ...live, status: known.status === 'RUNNING' ? live.status : known.status };
  }

  async #complete(result: RunResult): Promise<RunResult> {
    if (result.leftOut === undefined) return result;
    const tasks = await this.#tasks.tasks(result);
    if (tasks === undefined) return result;
    const { leftOut: _leftOut, ...rest } = result;
    return { ...rest, tasks };
  }
}

type KnownOfRun = Pick<
  WorkflowExecutionInfo,
  'workflowId' | 'runId' | 'status' | 'startTime' | 'closeTime' | 'typedSearchAttributes'
>;

/** What visibility knows of a run. */
export function statusOfInfo(info: KnownOfRun): RunStatus {
  const { workflowId, runId, status, startTime, closeTime, typedSearchAttributes } = info;
  const definition = typedSearchAttributes.get(definitionAttribute);
  const version = typedSearchAttributes.get(versionAttribute);
  const waitingFor = typedSearchAttributes.get(waitingForAttribute);
  return {
    ...{ workflowId, runId, status: statusOfTemporal(status.name), startedAt: startTime.toISOString() },
    ...(definition === undefined ? {} : { definition }),
    ...(version === undefined ? {} : { version }),
    ...(waitingFor === undefined ? {} : { waitingFor }),
    ...(closeTime === undefined ? {} : { endedAt: closeTime.toISOString() }),
  };
}
