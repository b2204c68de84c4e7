import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import type { History } from './history';
import { type ActivationJob, type Command, type CommandOf, fromPayload, fromPayloads, toMs } from './protocol';
import type { RemoteActivities } from './remote-activities';
import type { Surroundings } from './surroundings';

/** The end of an execution. */
export type ExecutionEnd = { readonly result: unknown } | { readonly failure: Error } | { readonly isCanceled: true };

export interface CommandBookParts {
  readonly remote: RemoteActivities;
  readonly surroundings: Surroundings;
  readonly history: History;
  /** Removes an arrival that was not delivered yet. */
  takeBack(key: string): void;
  sendSignal(workflowId: string, name: string, args: readonly unknown[]): void;
}

interface Entry {
  /** Identifies the scheduled work, so that a cancellation in the same workflow task can remove it. */
  readonly key?: string;
  /** Records its event and executes it. */
  send(workflowTaskCompletedEventId: number): void;
}

interface Timer {
  readonly startedEventId: number;
  forget(): void;
}

/** Temporal's numbers for ActivityCancellationType. */
const TRY_CANCEL = 0;

/** The commands of a workflow task, which are sent together at its completion. */
export class CommandBook {
  readonly #parts: CommandBookParts;
  readonly #timers = new Map<number, Timer>();
  readonly #cancellationTypes = new Map<number, number>();
  /** Activities that have already ended for the workflow code, which did not wait for their end. */
  readonly #resolved = new Set<number>();
  #entries: Entry[] = [];
  #end: ExecutionEnd | undefined;

  constructor(parts: CommandBookParts) {
    this.#parts = parts;
  }

  /** True if the workflow code has ended. */
  get isEnding(): boolean {
    return this.#end !== undefined;
  }

  /** True for a job that the workflow code must not get a second time. */
  isKnown({ resolveActivity }: ActivationJob): boolean {
    return resolveActivity != null && this.#resolved.has(resolveActivity.seq ?? 0);
  }

  /** Adds the commands of an activation; returns the jobs that must be delivered within the same workflow task. */
  enter(commands: readonly Command[]): readonly ActivationJob[] {
    return commands.flatMap((command) => this.#enterOne(command));
  }

  enterMarker(record: (history: History, workflowTaskCompletedEventId: number) => void): void {
    this.#entries.push({ send: (taskId) => record(this.#parts.history, taskId) });
  }

  /** Sends all commands; returns the end of the execution, if they contain it. */
  send(workflowTaskCompletedEventId: number): ExecutionEnd | undefined {
    for (const entry of this.#entries.splice(0)) entry.send(workflowTaskCompletedEventId);
    if (this.#end !== undefined) this.#stop();
    return this.#end;
  }

  #stop(): void {
    this.#parts.remote.dropAll();
    for (const { forget } of this.#timers.values()) forget();
  }

  #enterOne(command: Command): readonly ActivationJob[] {
    const { userMetadata } = command;
    if (command.scheduleLocalActivity != null) return [];
    if (command.scheduleActivity != null) return this.#scheduleActivity(command.scheduleActivity, userMetadata);
    if (command.requestCancelActivity != null) return this.#cancelActivity(command.requestCancelActivity);
    if (command.startTimer != null) return this.#startTimer(command.startTimer);
    if (command.cancelTimer != null) return this.#cancelTimer(command.cancelTimer);
    if (command.upsertWorkflowSearchAttributes != null) return this.#upsert(command.upsertWorkflowSearchAttributes);
    if (command.signalExternalWorkflowExecution != null) return this.#signal(command.signalExternalWorkflowExecution);
    return this.#enterEnd(command);
  }

  #enterEnd({
    completeWorkflowExecution,
    failWorkflowExecution,
    cancelWorkflowExecution,
    ...other
  }: Command): readonly [] {
    if (completeWorkflowExecution != null) {
      const { result } = completeWorkflowExecution;
      this.#end = { result: result == null ? undefined : fromPayload(result) };
      return this.#enterEvent('workflowExecutionCompleted', { result: { payloads: result == null ? [] : [result] } });
    }
    if (failWorkflowExecution != null) {
      const { failure } = failWorkflowExecution;
      this.#end = { failure: defaultFailureConverter.failureToError(failure ?? {}, defaultPayloadConverter) };
      return this.#enterEvent('workflowExecutionFailed', { failure, retryState: 5 });
    }
    if (cancelWorkflowExecution != null) {
      this.#end = { isCanceled: true };
      return this.#enterEvent('workflowExecutionCanceled', {});
    }
    throw new Error(`a command that is not simulated: ${Object.keys(other).join(', ')}`);
  }

  #enterEvent(name: Parameters<History['add']>[0], attributes: object): readonly [] {
    this.#entries.push({ send: (taskId) => void this.#add(name, attributes, taskId) });
    return [];
  }

  #scheduleActivity(command: CommandOf<'scheduleActivity'>, metadata: Command['userMetadata']): readonly [] {
    const { seq, activityId, activityType, taskQueue, arguments: input, retryPolicy, ...timeouts } = command;
    const { startToCloseTimeout, heartbeatTimeout, scheduleToCloseTimeout, scheduleToStartTimeout } = timeouts;
    const place = { activityId, activityType: { name: activityType }, taskQueue: { name: taskQueue, kind: 1 } };
    const limits = { startToCloseTimeout, heartbeatTimeout, scheduleToCloseTimeout, scheduleToStartTimeout };
    const attributes = { ...place, ...limits, retryPolicy, input: { payloads: input }, header: { fields: {} } };
    this.#cancellationTypes.set(seq ?? 0, command.cancellationType ?? TRY_CANCEL);
    this.#entries.push({
      key: `activity/${seq}`,
      send: (taskId) =>
        this.#parts.remote.schedule(command, this.#add('activityTaskScheduled', attributes, taskId, metadata)),
    });
    return [];
  }

  #cancelActivity({ seq }: CommandOf<'requestCancelActivity'>): readonly ActivationJob[] {
    const place = seq ?? 0;
    const isUnsent = this.#takeOut(`activity/${place}`);
    if (!isUnsent) this.#entries.push({ send: (taskId) => this.#sendCancel(place, taskId) });
    if (!isUnsent && this.#cancellationTypes.get(place) !== TRY_CANCEL) return [];
    this.#resolved.add(place);
    const failure = { message: 'Activity cancelled', canceledFailureInfo: {} };
    return [{ resolveActivity: { seq: place, result: { cancelled: { failure } } } }];
  }

  #sendCancel(seq: number, taskId: number): void {
    this.#add('activityTaskCancelRequested', { scheduledEventId: this.#parts.remote.scheduledEventId(seq) }, taskId);
    this.#parts.remote.cancel(seq);
  }

  #startTimer({ seq, startToFireTimeout }: CommandOf<'startTimer'>): readonly [] {
    const place = seq ?? 0;
    const timerId = `${place}`;
    this.#entries.push({
      key: `timer/${place}`,
      send: (taskId) => {
        const startedEventId = this.#add('timerStarted', { timerId, startToFireTimeout }, taskId);
        const { after, arrive } = this.#parts.surroundings;
        const forget = after(toMs(startToFireTimeout) ?? 0, () =>
          arrive({
            key: `timer/${place}`,
            record: (history) => void history.add('timerFired', { timerId, startedEventId }),
            job: { fireTimer: { seq: place } },
          }),
        );
        this.#timers.set(place, { startedEventId, forget });
      },
    });
    return [];
  }

  #cancelTimer({ seq }: CommandOf<'cancelTimer'>): readonly [] {
    const place = seq ?? 0;
    if (this.#takeOut(`timer/${place}`)) return [];
    this.#entries.push({
      send: (taskId) => {
        const timer = this.#timers.get(place);
        timer?.forget();
        this.#parts.takeBack(`timer/${place}`);
        const attributes = { timerId: `${place}`, startedEventId: timer?.startedEventId, identity: 'worker' };
        this.#add('timerCanceled', attributes, taskId);
      },
    });
    return [];
  }

  #upsert({ searchAttributes }: CommandOf<'upsertWorkflowSearchAttributes'>): readonly [] {
    return this.#enterEvent('upsertWorkflowSearchAttributes', { searchAttributes });
  }

  #signal(command: CommandOf<'signalExternalWorkflowExecution'>): readonly [] {
    const { seq, workflowExecution, signalName, args } = command;
    const who = { namespace: 'default', workflowExecution: { workflowId: workflowExecution?.workflowId } };
    const attributes = { ...who, signalName, input: { payloads: args }, header: { fields: {} } };
    this.#entries.push({
      send: (taskId) => {
        const initiatedEventId = this.#add('signalExternalWorkflowExecutionInitiated', attributes, taskId);
        const { after, arrive, tripMs } = this.#parts.surroundings;
        after(tripMs(), () => {
          this.#parts.sendSignal(workflowExecution?.workflowId ?? '', signalName ?? '', fromPayloads(args));
          arrive({
            record: (history) => void history.add('externalWorkflowExecutionSignaled', { ...who, initiatedEventId }),
            job: { resolveSignalExternalWorkflow: { seq: seq ?? 0 } },
          });
        });
      },
    });
    return [];
  }

  /** True if the command was not sent yet; then it is removed. */
  #takeOut(key: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.key !== key);
    return this.#entries.length < before;
  }

  #add(name: Parameters<History['add']>[0], attributes: object, taskId: number, metadata?: object | null): number {
    return this.#parts.history.add(name, { ...attributes, workflowTaskCompletedEventId: taskId }, metadata);
  }
}
