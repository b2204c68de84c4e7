import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ReceivedSignal, SignalHandler } from '../contracts/signals';
import type { Json } from '../model/json';
import { type FailureOutcome, outputOf, verdictOf } from '../model/outcome';
import { itemPath } from '../model/paths';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { throwIfCanceled, waitUnlessCanceled } from '../shared/cancellation-node';
import type { WaitTask } from './definition';
import type { SignalValidator } from './signal-validator';
import type { WaitProgress } from './wait-progress';

/** Collects the signals of one wait, until there are enough. Takes one at a time where each is processed. */
export class SignalCollector implements SignalHandler {
  readonly #task: WaitTask;
  readonly #wanted: number;
  readonly #validator: SignalValidator;
  readonly #context: OrchestratorContext;
  #progress: WaitProgress;
  #failure: TaskFailure | undefined;
  #wake: () => void = () => {};

  constructor(task: WaitTask, wanted: number, validator: SignalValidator, progress: WaitProgress, context: OrchestratorContext) {
    this.#task = task;
    this.#wanted = wanted;
    this.#validator = validator;
    this.#context = context;
    this.#progress = progress;
  }

  get #isDone(): boolean {
    return this.#failure !== undefined || this.#progress.signals.length >= this.#wanted;
  }

  offer(signal: ReceivedSignal): boolean {
    if (this.#isDone || this.#progress.current !== null) return false;
    const verdict = this.#validator.check(signal);
    if (verdict.kind === 'unmatched') return false;
    if (verdict.kind === 'invalid') return this.#refuse(signal, verdict.reason);
    if (!this.#progress.keys.includes(verdict.key)) this.#take(signal, verdict.key);
    return true;
  }

  /** Collects from the inbox and gives what was collected. Throws SIGNAL_INVALID. */
  async collect(name: string): Promise<WaitProgress> {
    const unsubscribe = this.#context.signals.subscribe(name, this);
    try {
      while (!this.#isDone) {
        if (this.#progress.current === null) await this.#somethingTaken();
        else await this.#processCurrent(name, this.#progress.current);
      }
    } finally {
      unsubscribe();
    }
    if (this.#failure !== undefined) throw this.#failure;
    return this.#progress;
  }

  #take(signal: ReceivedSignal, key: string): void {
    if (this.#task.process === undefined) this.#add(signal, key);
    else this.#record({ current: { signal, key } });
    this.#wake();
  }

  #add(signal: ReceivedSignal, key: string, processed: readonly Json[] = this.#progress.processed): void {
    const { signals, keys } = this.#progress;
    this.#record({ signals: [...signals, signal], keys: [...keys, key], processed, current: null });
  }

  /** Ignored signals stay in the inbox, for other waits; a wait that fails on them has taken them. */
  #refuse(signal: ReceivedSignal, reason: string): boolean {
    if (this.#task.onInvalid === 'fail') {
      this.#failure = invalidSignal(signal, reason);
      this.#wake();
      return true;
    }
    this.#ignore(signal, reason);
    return false;
  }

  #ignore(signal: ReceivedSignal, reason: string): void {
    if (Object.hasOwn(this.#progress.ignored, signal.id)) return;
    this.#context.log.write('warn', `signal ${signal.name} ignored: ${reason}`, { task: this.#context.path, signal: signal.id });
    this.#record({ ignored: { ...this.#progress.ignored, [signal.id]: reason } });
  }

  #somethingTaken(): Promise<void> {
    if (this.#isDone || this.#progress.current !== null) return Promise.resolve();
    return waitUnlessCanceled<void>(this.#context.cancellation, (resolve) => {
      this.#wake = () => resolve();
    });
  }

  async #processCurrent(name: string, { signal, key }: NonNullable<WaitProgress['current']>): Promise<void> {
    const { process } = this.#task;
    if (process === undefined) return;
    const outcome = await this.#runProcess(process, signal);
    throwIfCanceled(this.#context.cancellation);
    const begun = this.#progress.begun + 1;
    if (verdictOf(outcome) === 'failure') this.#processFailed(signal, outcome as FailureOutcome, begun);
    else {
      this.#progress = { ...this.#progress, begun };
      this.#add(signal, key, [...this.#progress.processed, outputOf(outcome)]);
    }
    this.#context.signals.offerKept(name, this);
  }

  #runProcess(task: TaskNode, signal: ReceivedSignal): ReturnType<OrchestratorContext['tasks']['run']> {
    const { tasks, path, scope } = this.#context;
    const inner = scope.bind({ signal: { ...signal } }).openList();
    return tasks.run({ task, path: itemPath(path, '/process', this.#progress.begun), visit: 1, scope: inner }, this.#context);
  }

  #processFailed(signal: ReceivedSignal, { error }: FailureOutcome, begun: number): void {
    if (this.#task.onInvalid === 'fail') {
      this.#failure = invalidSignal(signal, `${error.code}: ${error.message}`, { cause: { ...error } });
      return;
    }
    this.#progress = { ...this.#progress, begun, current: null };
    this.#ignore(signal, `${error.code}: ${error.message}`);
  }

  #record(change: Partial<WaitProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#context.state.waiting(this.#progress as unknown as Json);
  }
}

function invalidSignal(signal: ReceivedSignal, reason: string, details: Json = null): TaskFailure {
  return new TaskFailure('SIGNAL_INVALID', `signal ${signal.name} (${signal.id}): ${reason}`, { details });
}
