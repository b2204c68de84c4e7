import { definitionAttribute, versionAttribute, waitingForAttribute } from '@octavo/orchestrators/model';
import type { TaskStatus } from '@octavo/orchestrators';
import type { RunResult, RunStatusView } from '@octavo/workflows/messages';
import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import type { RunName } from './client-options';
import { describedExecution, statusOfTemporal } from './execution';
import { findObstacle } from './find-obstacle';
import { resultOfError } from './read-result';
import type { ReadFrom, TaskReader, TasksReading, UnreadTasks } from './task-reader';

/** The status of a run, open or ended. */
export interface RunStatus extends Partial<ReadFrom> {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: TaskStatus;
  /** Absent if it is neither in visibility nor known to a worker or the store. */
  readonly definition?: string;
  readonly version?: string;
  /** Error code of an ended run; in a list, only if the store has it. */
  readonly error?: string;
  /** The task queue of its workers; absent in lists. */
  readonly taskQueue?: string;
  /** RFC 3339 UTC. */
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Names of the signals that an open run waits for. */
  readonly waitingFor?: readonly string[];
  /** The number of tasks by status; `source` names where they were read. */
  readonly tasks?: RunStatusView['tasks'];
  /** Why the run does not move although a worker polls; absent in lists. */
  readonly obstacle?: string;
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

  /** The data of visibility, and that of the workflow itself or the store. */
  async status(workflowId: string, { runId }: RunName): Promise<RunStatus> {
    const description = await this.#client.workflow.getHandle(workflowId, runId).describe();
    const { taskQueue } = description;
    const ofServer = { ...statusOfInfo(description), taskQueue, ...(await this.#obstacle(description)) };
    const ofRun = await this.#tasks.status(describedExecution(description));
    if (ofRun === undefined) return ofServer;
    return { ...ofServer, ...ofRun, status: refineStatus(ofServer.status, ofRun.status) };
  }

  async tasks(workflowId: string, { runId }: RunName): Promise<TasksReading | UnreadTasks> {
    const description = await this.#client.workflow.getHandle(workflowId, runId).describe();
    const reading = await this.#tasks.tasks(describedExecution(description));
    return reading ?? { taskQueue: description.taskQueue, ...(await this.#obstacle(description)) };
  }

  async #obstacle(description: WorkflowExecutionDescription): Promise<{ readonly obstacle?: string }> {
    const obstacle = await findObstacle(this.#client, description);
    return obstacle === undefined ? {} : { obstacle };
  }

  async #complete(result: RunResult): Promise<RunResult> {
    if (result.leftOut === undefined) return result;
    const { tasks } = await this.tasks(result.workflowId, result);
    if (tasks === undefined) return result;
    const { leftOut: _leftOut, ...rest } = result;
    return { ...rest, tasks };
  }
}

/** Temporal decides whether a run is open; but it knows a run that ended by its own timeout as FAILED. */
export function refineStatus(ofServer: TaskStatus, ofRun: TaskStatus | undefined): TaskStatus {
  if (ofRun === undefined) return ofServer;
  return ofServer === 'RUNNING' || (ofServer === 'FAILED' && ofRun === 'TIMED_OUT') ? ofRun : ofServer;
}

type KnownOfRun = Pick<
  WorkflowExecutionInfo,
  'workflowId' | 'runId' | 'startTime' | 'closeTime' | 'typedSearchAttributes'
> & { readonly status: Pick<WorkflowExecutionInfo['status'], 'name'> };

/** The data of visibility about a run. */
export function statusOfInfo(info: KnownOfRun): RunStatus {
  const { workflowId, runId, status, startTime, closeTime, typedSearchAttributes } = info;
  const definition = typedSearchAttributes.get(definitionAttribute);
  const version = typedSearchAttributes.get(versionAttribute);
  const waitingFor = typedSearchAttributes.get(waitingForAttribute);
  return {
    ...{ workflowId, runId, status: statusOfTemporal(status.name), startedAt: startTime.toISOString() },
    ...(definition === undefined ? {} : { definition }),
    ...(version === undefined ? {} : { version }),
    ...(waitingFor === undefined || closeTime !== undefined ? {} : { waitingFor }),
    ...(closeTime === undefined ? {} : { endedAt: closeTime.toISOString() }),
  };
}

/** The size of a run's history, and its numbers of activities. */
export interface RunStats {
  readonly historyEvents: number;
  readonly historyBytes: number;
  readonly activities: number;
  readonly localActivities: number;
}

const LOCAL_ACTIVITY_MARKER = 'core_local_activity';

/** Reads the whole history of a run, and counts. */
export async function readStats(client: Client, workflowId: string, { runId }: RunName): Promise<RunStats> {
  const handle = client.workflow.getHandle(workflowId, runId);
  const [{ events }, { historySize = 0 }] = await Promise.all([handle.fetchHistory(), handle.describe()]);
  const all = events ?? [];
  return {
    historyEvents: all.length,
    historyBytes: historySize,
    activities: all.filter((event) => event.activityTaskScheduledEventAttributes).length,
    localActivities: all.filter((event) => event.markerRecordedEventAttributes?.markerName === LOCAL_ACTIVITY_MARKER)
      .length,
  };
}
