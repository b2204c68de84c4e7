import {
  asTaskFailure,
  type CancellationNode,
  type ReceivedSignal,
  type RunInfo,
  type RunPorts,
  SignalBuffer,
  type TaskFailure,
  type TaskState,
  WorkflowRun,
} from '@octavo/orchestrators';
import { workflowInfo } from '@temporalio/workflow';
import { StepPace } from '../adapters/step-pace';
import { TemporalActionRunner } from '../adapters/temporal-action-runner';
import { TemporalTimers } from '../adapters/temporal-timers';
import { workflowLog } from '../adapters/workflow-log';
import { HistoryWatch } from '../limits/history-watch';
import { LocalBudget } from '../limits/local-budget';
import { RunGate } from '../limits/run-gate';
import { isLaterExecution, withEpoch } from '../outbox/projected-state';
import { FlushPolicy } from '../outbox/flush-policy';
import { OutboxWriter } from '../outbox/outbox-writer';
import { StateOutbox } from '../outbox/state-outbox';
import { receiveSignals, reportReceipt } from '../signals/incoming-signals';
import { TemporalSignalSender } from '../signals/temporal-signal-sender';
import { gatherResults } from '../turns/gather-results';
import { LocalLane } from '../turns/local-lane';
import { TurnLoop } from '../turns/turn-loop';
import { Upkeep } from '../turns/upkeep';
import { RunProgress } from '../view/run-progress';
import { answerQueries, type RunStatusView } from '../view/run-queries';
import { areAttributesKnown, WaitingForAttribute } from '../view/search-attributes';
import { FailureLog } from './failure-log';
import { factsOf, OPEN, runInfoOf, runKey, runState } from './run-info';
import { portsOf, type RunExtension, type SessionRequest } from './run-extension';
import { type RunResult, toRunResult } from './run-result';
import { fatalOutcome } from './run-failure';

/** One run of a plan in this workflow. Connects the engine, its ports, and what people see of the run. */
export class RunSession {
  readonly #request: SessionRequest;
  readonly #cancellation: CancellationNode;
  readonly #info: RunInfo;
  readonly #signals: SignalBuffer;
  readonly #gate = new RunGate();
  readonly #watch: HistoryWatch;
  readonly #outbox = new StateOutbox();
  readonly #lane = new LocalLane();
  readonly #extension: RunExtension | undefined;
  readonly #writer: OutboxWriter;
  readonly #pace: StepPace;
  readonly #progress: RunProgress;
  readonly #failures = new FailureLog();
  readonly #run: WorkflowRun;
  #fatal: TaskFailure | undefined;
  #lastVersion = 1;

  /** Throws `TaskFailure` if the run cannot start. */
  constructor(request: SessionRequest, cancellation: CancellationNode) {
    const { plan, input, checkpoint, keyPrefix } = request;
    this.#request = request;
    this.#cancellation = cancellation;
    this.#info = runInfoOf(plan);
    this.#signals = new SignalBuffer(checkpoint?.signals);
    this.#extension = this.#extend();
    this.#writer = new OutboxWriter({
      outbox: this.#outbox,
      lane: this.#lane,
      run: runKey(),
      facts: factsOf(plan, this.#info),
      openRun: () => (isLaterExecution() ? runState(this.#info, plan, OPEN) : undefined),
      piggyback: this.#extension?.piggyback,
    });
    this.#watch = new HistoryWatch({
      history: workflowInfo,
      pending: () => this.#gate.pending,
      onTooLong: (failure) => this.#end(failure),
    });
    this.#pace = new StepPace(() => this.#writer.flush().then(() => {}));
    this.#progress = new RunProgress(plan);
    this.#outbox.put(runState(this.#info, plan, OPEN));
    this.#run = new WorkflowRun(
      {
        ...{ plan, input, run: this.#info },
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(keyPrefix === undefined ? {} : { keyPrefix }),
      },
      this.#ports(),
    );
  }

  /** Runs to the end. Before it resolves, all states are written or handed over to be written later. */
  async execute(): Promise<RunResult> {
    answerQueries({
      status: () => this.#status(),
      states: () => this.#run.states,
      stateOf: (path) => this.#run.stateOf(path),
      explain: (signal) => this.#signals.explain(signal),
    });
    receiveSignals((signal) => this.#receive(signal));
    this.#progress.showDetails();
    gatherResults(this.#gate);
    const upkeep = this.#keepUp();
    const ended = await this.#run.execute();
    const outcome = this.#fatal === undefined ? ended : fatalOutcome(this.#fatal);
    upkeep.stop();
    const { handledFailure } = this.#run;
    if (handledFailure !== undefined && outcome.status === 'SUCCESS') this.#failures.runHandled(handledFailure.error);
    const result = toRunResult(outcome, this.#run.states);
    const { status, output, error } = result;
    if (error !== null) this.#failures.runFailed(error);
    this.#outbox.put(
      runState(this.#info, this.#request.plan, { status, output, error, version: this.#lastVersion + 1 }),
    );
    this.#progress.end(status);
    await this.#writer.flushAtEnd();
    return result;
  }

  #extend(): RunExtension | undefined {
    const { extend, migration, along: reply, plan, hasSearchAttributes } = this.#request;
    return extend?.({
      ...{ migration, reply, plan, run: this.#info },
      sendNow: async () => void (await this.#writer.flush()),
      hasSearchAttributes: areAttributesKnown(hasSearchAttributes),
    });
  }

  #keepUp(): Upkeep {
    const flushes = new FlushPolicy(this.#outbox, this.#writer);
    const waitingFor = WaitingForAttribute.of(
      this.#info,
      () => this.#signals.awaited,
      this.#request.hasSearchAttributes,
    );
    const upkeep = new Upkeep({ flushes, waitingFor });
    new TurnLoop([upkeep, this.#lane]).run().catch((thrown: unknown) => this.#end(asTaskFailure(thrown)));
    return upkeep;
  }

  #ports(): RunPorts {
    const check = (): void => this.#watch.check();
    const timers = new TemporalTimers(check);
    const parts = {
      ...{ writer: this.#writer, gate: this.#gate, lane: this.#lane, localBudget: new LocalBudget(), timers },
      failures: this.#failures,
      hasSearchAttributes: areAttributesKnown(this.#request.hasSearchAttributes),
    };
    return {
      factory: this.#request.factory,
      timers,
      actions: new TemporalActionRunner(parts, check),
      sender: new TemporalSignalSender({ buffer: this.#signals, gate: this.#gate, beforeSend: check }),
      signals: this.#signals,
      log: workflowLog,
      pace: this.#pace,
      cancellation: this.#cancellation,
      onTransition: (state) => this.#record(state),
      ...portsOf(this.#extension, (state) => this.#see(state)),
      onSteps: (steps) => this.#pace.add(steps),
    };
  }

  // An error in a signal handler would fail the workflow task, which Temporal retries for ever.
  #receive(signal: ReceivedSignal): void {
    try {
      reportReceipt(signal, this.#signals.receive(signal));
      this.#watch.check();
    } catch (thrown) {
      this.#end(asTaskFailure(thrown));
    }
  }

  #record(state: TaskState): void {
    this.#outbox.put(withEpoch(state));
    this.#see(state);
  }

  #see(state: TaskState): void {
    this.#lastVersion = Math.max(this.#lastVersion, state.version);
    this.#progress.record(state);
    this.#failures.see(state);
    this.#request.ends.see(state);
    this.#extension?.see(state);
  }

  /** Ends the run with a failure that no handler may handle. */
  #end(failure: TaskFailure): void {
    if (this.#fatal !== undefined) return;
    this.#fatal = failure;
    this.#cancellation.cancel();
  }

  #status(): RunStatusView {
    const { definition, version, startedAt } = this.#info;
    return { ...this.#progress.view, definition, version, startedAt, waitingFor: this.#signals.awaited };
  }
}
