import { encodeTimeoutType } from '@temporalio/common';
import { type ActivityFunctions, runAttempt, type RunningAttempt } from './activity-host';
import type { EventName } from './history';
import { type ActivityEnd, type CommandOf, type Failure, fromPayloads, toMs } from './protocol';
import { nextDelayMs } from './retry';
import type { Arrival, Surroundings } from './surroundings';

type Schedule = CommandOf<'scheduleActivity'>;

const START_TO_CLOSE = encodeTimeoutType('START_TO_CLOSE') ?? null;
const HEARTBEAT = encodeTimeoutType('HEARTBEAT') ?? null;

/** The decisions of the test about workers. */
export interface WorkerFate {
  /** True if the worker is lost during this attempt, without a reply. */
  isLost(activityType: string, args: readonly unknown[], attempt: number): boolean;
}

export interface RemoteActivitiesParts {
  readonly functions: ActivityFunctions;
  readonly fate: WorkerFate;
  readonly surroundings: Surroundings;
}

interface Task {
  readonly command: Schedule;
  readonly scheduledEventId: number;
  readonly scheduledMs: number;
  attempt: number;
  running: RunningAttempt | undefined;
  isCancelRequested: boolean;
  isClosed: boolean;
  forgetTimers: (() => void)[];
}

/** Activities in the server and the workers: attempts with their retries, timeouts and cancellation. */
export class RemoteActivities {
  readonly #parts: RemoteActivitiesParts;
  readonly #tasks = new Map<number, Task>();

  constructor(parts: RemoteActivitiesParts) {
    this.#parts = parts;
  }

  schedule(command: Schedule, scheduledEventId: number): void {
    const task: Task = {
      ...{ command, scheduledEventId, scheduledMs: this.#now() },
      ...{ attempt: 1, running: undefined, isCancelRequested: false, isClosed: false, forgetTimers: [] },
    };
    this.#tasks.set(command.seq ?? 0, task);
    this.#later(task, this.#parts.surroundings.tripMs(), () => this.#begin(task));
  }

  scheduledEventId(seq: number): number {
    return this.#tasks.get(seq)?.scheduledEventId ?? 0;
  }

  /** Cancels an activity: a worker learns it with its next heartbeat; the server cancels one that does not run. */
  cancel(seq: number): void {
    const task = this.#tasks.get(seq);
    if (task === undefined || task.isClosed) return;
    task.isCancelRequested = true;
    if (task.running === undefined) this.#close(task, { cancelled: {} });
    else if (toMs(task.command.heartbeatTimeout) !== undefined) task.running.cancel();
  }

  /** Drops all activities after the end of the execution. */
  dropAll(): void {
    for (const task of this.#tasks.values()) this.#drop(task);
  }

  #begin(task: Task): void {
    const { command, attempt, scheduledMs } = task;
    const { functions, fate, surroundings } = this.#parts;
    const { activityType = '', activityId = '', arguments: input } = command;
    const heartbeatTimeoutMs = toMs(command.heartbeatTimeout);
    const startToCloseMs = toMs(command.startToCloseTimeout);
    if (startToCloseMs !== undefined) this.#later(task, startToCloseMs, () => this.#timeOut(task, START_TO_CLOSE));
    if (fate.isLost(activityType ?? '', fromPayloads(input), attempt)) {
      if (heartbeatTimeoutMs === undefined) throw new Error(`${activityType} has no heartbeats to miss`);
      return this.#later(task, heartbeatTimeoutMs, () => this.#timeOut(task, HEARTBEAT));
    }
    const { workflowId, runId } = surroundings;
    const running = runAttempt(functions, {
      ...{ activityType: activityType ?? '', activityId: activityId ?? '', attempt, isLocal: false, input },
      ...{ workflowId, runId, scheduledMs, heartbeatTimeoutMs },
    });
    task.running = running;
    void running.end.then((end) => {
      if (task.running === running) this.#later(task, surroundings.tripMs(), () => this.#end(task, end));
    });
  }

  #timeOut(task: Task, timeoutType: typeof HEARTBEAT): void {
    const message = timeoutType === HEARTBEAT ? 'activity Heartbeat timeout' : 'activity StartToClose timeout';
    this.#fail(task, { message, source: 'Server', timeoutFailureInfo: { timeoutType } }, 'activityTaskTimedOut');
  }

  #end(task: Task, end: ActivityEnd): void {
    const failure = end.failed?.failure;
    if (failure != null) this.#fail(task, failure, 'activityTaskFailed');
    else this.#close(task, end);
  }

  #fail(task: Task, failure: Failure, event: EventName): void {
    const delayMs = nextDelayMs(task.command.retryPolicy, task.attempt, failure);
    if (delayMs === undefined || task.isCancelRequested) return this.#closeFailed(task, failure, event);
    this.#drop(task);
    task.isClosed = false;
    task.attempt += 1;
    this.#later(task, delayMs, () => this.#begin(task));
  }

  #closeFailed(task: Task, failure: Failure, event: EventName): void {
    const { command } = task;
    const info = { activityId: command.activityId ?? '', activityType: { name: command.activityType ?? '' } };
    const activityFailureInfo = { ...info, retryState: 5 };
    const wrapped: Failure = { message: 'Activity task failed', cause: failure, activityFailureInfo };
    this.#arrive(task, event, { failure, retryState: 5 }, { failed: { failure: wrapped } });
  }

  #close(task: Task, end: ActivityEnd): void {
    if (end.completed != null) {
      const { result } = end.completed;
      return this.#arrive(task, 'activityTaskCompleted', { result: { payloads: result == null ? [] : [result] } }, end);
    }
    const canceled: Failure = { message: 'Activity cancelled', canceledFailureInfo: {} };
    this.#arrive(task, 'activityTaskCanceled', {}, { cancelled: { failure: canceled } });
  }

  #arrive(task: Task, event: EventName, attributes: object, result: ActivityEnd): void {
    const { scheduledEventId, attempt, command, running } = task;
    this.#drop(task);
    const hasStarted = running !== undefined || event === 'activityTaskTimedOut';
    const arrival: Arrival = {
      record: (history) => {
        const started = { scheduledEventId, identity: 'worker', requestId: `${scheduledEventId}`, attempt };
        const startedEventId = hasStarted ? history.add('activityTaskStarted', started) : 0;
        history.add(event, { ...attributes, scheduledEventId, startedEventId, identity: 'worker' });
      },
      job: { resolveActivity: { seq: command.seq ?? 0, result } },
    };
    this.#parts.surroundings.arrive(arrival);
  }

  #drop(task: Task): void {
    task.isClosed = true;
    task.running = undefined;
    for (const forget of task.forgetTimers.splice(0)) forget();
  }

  #later(task: Task, delayMs: number, happen: () => void): void {
    task.forgetTimers.push(this.#parts.surroundings.after(delayMs, happen));
  }

  #now(): number {
    return this.#parts.surroundings.nowMs();
  }
}
