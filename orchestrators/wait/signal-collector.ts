import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ReceivedSignal, SignalAnswer, SignalHandler, WaitVerdict } from '../contracts/signals';
import type { Json } from '../model/json';
import { isFailure, outputOf, type TaskOutcome } from '../model/outcome';
import { childPath, itemPath } from '../model/paths';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { throwIfCanceled, waitUnlessCanceled } from '../engine/cancellation-node';
import { TemplateEvaluator } from '../engine/template-evaluator';
import type { WaitTask } from './definition';
import { SignalValidator, type SignalVerdict } from './signal-validator';
import { type WaitProgress, waitProgress, withIgnored, withSignal } from './wait-progress';

type Current = NonNullable<WaitProgress['current']>;

/** Collects the signals of one wait until there are enough. With `process`, it takes one signal at a time. */
export class SignalCollector implements SignalHandler {
  readonly #task: WaitTask;
  readonly #validator: SignalValidator;
  readonly #context: OrchestratorContext;
  #progress: WaitProgress;
  #wake: () => void = () => {};

  constructor(task: WaitTask, progress: WaitProgress, context: OrchestratorContext) {
    this.#task = task;
    this.#validator = new SignalValidator(task, context.evaluator, context.scope);
    this.#context = context;
    this.#progress = progress;
  }

  get since(): number {
    return this.#progress.since;
  }

  offer(signal: ReceivedSignal): SignalAnswer {
    if (this.#isOver || this.#context.cancellation.isCanceled) return { kind: 'refuse' };
    const verdict = this.#validator.check(signal);
    if (verdict.kind === 'unmatched') return { kind: 'refuse' };
    if (verdict.kind === 'invalid' && this.#task.onInvalid === 'ignore') {
      return { kind: 'refuse', record: () => this.#ignore(signal, verdict.reason) };
    }
    if (this.#progress.current !== null) return { kind: 'hold' };
    return { kind: 'take', record: () => this.#take(signal, verdict) };
  }

  explain(signal: ReceivedSignal): WaitVerdict {
    const { path, scope, timers } = this.#context;
    // A separate evaluator: steps of the run's own evaluator count as work of the run, and a replay does not repeat
    // this query.
    const evaluator = new TemplateEvaluator(() => timers.now());
    const verdict = new SignalValidator(this.#task, evaluator, scope).check(signal);
    if (verdict.kind === 'unmatched') return { path, verdict: 'unmatched' };
    if (verdict.kind === 'invalid') {
      return { path, verdict: this.#task.onInvalid === 'fail' ? 'failing' : 'invalid', reason: verdict.advice };
    }
    if (this.#progress.keys.includes(verdict.key)) return { path, verdict: 'repeated' };
    return { path, verdict: this.#progress.current === null ? 'accepted' : 'held' };
  }

  /** Collects from the inbox and returns the collected signals. Throws SIGNAL_INVALID. */
  async collect(): Promise<WaitProgress> {
    const unsubscribe = this.#context.signals.subscribe(this.#progress.name, this);
    try {
      while (!this.#isOver) {
        if (this.#progress.current === null) await this.#somethingTaken();
        else await this.#processCurrent(this.#progress.current);
      }
    } finally {
      unsubscribe();
    }
    if (this.#progress.invalid !== null) throw failureOf(this.#progress.invalid, this.#progress.name);
    return this.#progress;
  }

  get #isOver(): boolean {
    const { invalid, signals, wanted } = this.#progress;
    return invalid !== null || signals.length >= wanted;
  }

  #take(signal: ReceivedSignal, verdict: Exclude<SignalVerdict, { kind: 'unmatched' }>): void {
    if (verdict.kind === 'invalid') this.#fail(signal, verdict.reason, null);
    else if (this.#progress.keys.includes(verdict.key)) return;
    else if (this.#task.process === undefined) this.#record(withSignal(this.#progress, signal, verdict.key, []));
    else this.#record({ ...this.#progress, current: { signal, key: verdict.key } });
    this.#wake();
  }

  #somethingTaken(): Promise<void> {
    return waitUnlessCanceled<void>(this.#context.cancellation, (resolve) => {
      this.#wake = () => resolve();
    });
  }

  async #processCurrent({ signal, key }: Current): Promise<void> {
    const { process } = this.#task;
    const outcome = process === undefined ? undefined : await this.#runProcess(process, signal);
    throwIfCanceled(this.#context.cancellation);
    this.#progress = { ...this.#progress, processes: this.#progress.processes + 1 };
    if (isFailure(outcome))
      this.#processFailed(signal, `${outcome.error.code}: ${outcome.error.message}`, { ...outcome.error });
    else this.#record(withSignal(this.#progress, signal, key, [outputOf(outcome)]));
    this.#context.signals.offerHeld(this);
  }

  #runProcess(task: TaskNode, signal: ReceivedSignal): Eventually<TaskOutcome> {
    const { tasks, path, scope } = this.#context;
    const inner = scope.bind({ signal: { ...signal } }).openList();
    const place = itemPath(childPath(path, 'process'), this.#progress.processes);
    return tasks.run({ task, path: place, visit: 1, scope: inner }, this.#context);
  }

  #processFailed(signal: ReceivedSignal, reason: string, cause: Json): void {
    this.#progress = { ...this.#progress, current: null };
    if (this.#task.onInvalid === 'fail') this.#fail(signal, reason, { cause });
    else this.#ignore(signal, reason);
  }

  #fail({ id }: ReceivedSignal, reason: string, details: Json): void {
    this.#record({ ...this.#progress, invalid: { id, reason, details } });
  }

  #ignore({ id, name }: ReceivedSignal, reason: string): void {
    const { log, path: task } = this.#context;
    log.write('warn', `signal ${name} ignored`, { task, code: 'SIGNAL_INVALID', fields: { id, reason } });
    this.#record(withIgnored(this.#progress, { id, reason }));
  }

  #record(progress: WaitProgress): void {
    this.#progress = progress;
    waitProgress.waiting(this.#context.state, progress);
  }
}

function failureOf({ id, reason, details }: NonNullable<WaitProgress['invalid']>, name: string): TaskFailure {
  return new TaskFailure('SIGNAL_INVALID', `signal ${name} (${id}): ${reason}`, { details });
}
