import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';
import type { SinkCall } from '@temporalio/workflow';
import type { Workflow } from '@temporalio/worker/lib/workflow/interface';
import type { ActivityFunctions } from './activity-host';
import { CommandBook, type ExecutionEnd } from './command-book';
import { History } from './history';
import { LocalActivities, type LocalEnd } from './local-activities';
import { type Activation, type ActivationJob, type Command, toPayloads } from './protocol';
import { RemoteActivities, type WorkerFate } from './remote-activities';
import type { Arrival, Surroundings } from './surroundings';

/** One call of workflow code, with its commands. */
export interface RecordedActivation {
  readonly activation: Activation;
  /** Workflow time; milliseconds since the epoch. */
  readonly atMs: number;
  readonly commands: readonly Command[];
  readonly sinkCalls: readonly SinkCall[];
}

export interface ExecutionParts {
  readonly workflow: Workflow;
  readonly workflowType: string;
  readonly functions: ActivityFunctions;
  readonly fate: WorkerFate;
  readonly surroundings: Omit<Surroundings, 'arrive'>;
  /** Wraps work that takes no virtual time. */
  atWork<Value>(work: () => Promise<Value>): Promise<Value>;
  sendSignal(workflowId: string, name: string, args: readonly unknown[]): void;
}

/**
 * One workflow execution, as Temporal's server and core run it: arrivals are buffered until a workflow task delivers them to
 * the workflow code. While local activities run, nothing else is delivered and no command is sent.
 */
export class Execution {
  readonly history: History;
  readonly activations: RecordedActivation[] = [];
  readonly #parts: ExecutionParts;
  readonly #surroundings: Surroundings;
  readonly #locals: LocalActivities;
  readonly #commands: CommandBook;
  readonly #jobs: ActivationJob[] = [];
  /** Arrivals during a workflow task. */
  #buffered: Arrival[] = [];
  #task: 'none' | 'scheduled' | 'started' = 'none';
  #end: ExecutionEnd | undefined;
  #taskFailure: Error | undefined;

  constructor(parts: ExecutionParts) {
    const { surroundings, functions, fate } = parts;
    this.#parts = parts;
    this.#surroundings = { ...surroundings, arrive: (arrival) => this.arrive(arrival) };
    this.history = new History(surroundings.nowMs);
    this.#locals = new LocalActivities(functions, this.#surroundings);
    const remote = new RemoteActivities({ functions, fate, surroundings: this.#surroundings });
    this.#commands = new CommandBook({
      ...{ remote, surroundings: this.#surroundings, history: this.history },
      takeBack: (key) => this.#takeBack(key),
      sendSignal: parts.sendSignal,
    });
  }

  get end(): ExecutionEnd | undefined {
    return this.#end;
  }

  /** True if it has ended, or can never end. */
  get isOver(): boolean {
    return this.#end !== undefined || this.#taskFailure !== undefined;
  }

  /** The failure of a workflow task, which is final, because each retry would fail in the same way. */
  get taskFailure(): Error | undefined {
    return this.#taskFailure;
  }

  start(argument: unknown): void {
    const { workflowType } = this.#parts;
    const { workflowId, runId } = this.#surroundings;
    const input = toPayloads([argument]);
    const facts = { originalExecutionRunId: runId, firstExecutionRunId: runId, attempt: 1, identity: 'client' };
    this.arrive({
      record: (history) =>
        void history.add('workflowExecutionStarted', {
          ...{ workflowType: { name: workflowType }, taskQueue: { name: 'octavo', kind: 1 }, ...facts },
          ...{ input: { payloads: input }, workflowTaskTimeout: { seconds: 10 }, header: { fields: {} } },
        }),
      job: { initializeWorkflow: { workflowType, workflowId, arguments: input, headers: {}, attempt: 1 } },
    });
  }

  signal(signalName: string, args: readonly unknown[]): void {
    const input = toPayloads(args);
    this.arrive({
      record: (history) =>
        void history.add('workflowExecutionSignaled', {
          ...{ signalName, input: { payloads: input }, identity: 'client', header: { fields: {} } },
        }),
      job: { signalWorkflow: { signalName, input, identity: 'client', headers: {} } },
    });
  }

  cancel(): void {
    this.arrive({
      record: (history) => void history.add('workflowExecutionCancelRequested', { identity: 'client' }),
      job: { cancelWorkflow: { reason: '' } },
    });
  }

  arrive(arrival: Arrival): void {
    if (this.isOver) return;
    if (this.#task === 'started') this.#buffered.push(arrival);
    else this.#take(arrival);
  }

  #take({ record, job }: Arrival): void {
    record(this.history);
    if (job !== undefined && !this.#commands.isKnown(job)) this.#jobs.push(job);
    if (this.#task !== 'none') return;
    this.#task = 'scheduled';
    const attributes = { taskQueue: { name: 'octavo', kind: 1 }, startToCloseTimeout: { seconds: 10 }, attempt: 1 };
    const scheduledEventId = this.history.add('workflowTaskScheduled', attributes);
    const { after, tripMs } = this.#surroundings;
    after(tripMs(), () => {
      this.#runTask(scheduledEventId).catch((thrown: Error) => (this.#taskFailure = thrown));
    });
  }

  #takeBack(key: string): void {
    this.#buffered = this.#buffered.filter((arrival) => arrival.key !== key);
  }

  async #runTask(scheduledEventId: number): Promise<void> {
    this.#task = 'started';
    const attributes = { scheduledEventId, identity: 'worker', requestId: `${scheduledEventId}` };
    const startedEventId = this.history.add('workflowTaskStarted', attributes);
    const startedMs = this.#surroundings.nowMs();
    const jobs = this.#jobs.splice(0).toSorted((a, b) => rankOf(a) - rankOf(b));
    if (jobs.length > 0) await this.#lead(jobs, startedMs);
    if (this.#taskFailure !== undefined) return;
    this.#complete({ scheduledEventId, startedEventId });
  }

  /** Runs activations until no more are needed. */
  async #lead(first: readonly ActivationJob[], startedMs: number): Promise<void> {
    for (let jobs = first; jobs.length > 0; ) {
      const commands = await this.#activate(jobs, startedMs);
      for (const { scheduleLocalActivity } of commands)
        if (scheduleLocalActivity != null) this.#locals.start(scheduleLocalActivity);
      jobs = this.#commands.enter(commands);
      if (this.#commands.isEnding || this.#taskFailure !== undefined) return;
      if (jobs.length === 0 && this.#locals.areUnderWay) jobs = await this.#localEnds();
    }
  }

  async #localEnds(): Promise<readonly ActivationJob[]> {
    const ended: readonly LocalEnd[] = await this.#locals.take();
    for (const { record } of ended) this.#commands.enterMarker(record);
    return ended.map(({ job }) => job);
  }

  async #activate(jobs: readonly ActivationJob[], startedMs: number): Promise<readonly Command[]> {
    const { workflow, surroundings } = this.#parts;
    const activation: Activation = {
      ...{ runId: surroundings.runId, timestamp: msToTs(startedMs) },
      ...{ isReplaying: false, historyLength: this.history.events.length, jobs: [...jobs] },
    };
    const completion = await this.#parts.atWork(() => workflow.activate(activation));
    const commands = completion.successful?.commands ?? [];
    const failure = completion.failed?.failure;
    if (failure != null) this.#taskFailure = defaultFailureConverter.failureToError(failure, defaultPayloadConverter);
    this.activations.push({ activation, atMs: startedMs, commands, sinkCalls: await workflow.getAndResetSinkCalls() });
    return commands;
  }

  #complete(task: { readonly scheduledEventId: number; readonly startedEventId: number }): void {
    const sdkMetadata = {
      coreUsedFlags: [1, 2, 3],
      langUsedFlags: [],
      sdkName: 'temporal-typescript',
      sdkVersion: '1.24.0',
    };
    const completedEventId = this.history.add('workflowTaskCompleted', { ...task, identity: 'worker', sdkMetadata });
    this.#end = this.#commands.send(completedEventId);
    this.#task = 'none';
    if (this.#end === undefined) for (const arrival of this.#buffered.splice(0)) this.#take(arrival);
  }
}

/** The order of jobs within an activation in Temporal's core. */
function rankOf({ initializeWorkflow, signalWorkflow }: ActivationJob): number {
  return initializeWorkflow != null ? 0 : signalWorkflow != null ? 1 : 2;
}
